package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Instant;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;

/** A hold as stored in {@value #COLLECTION}. */
final class MongoHoldDocument {

    static final String COLLECTION = "holds";
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String WALLET = "wallet";
    static final String STATUS = "status";
    static final String EXPIRES_AT = "expiresAt";
    static final String POCKET = "pocket";
    static final String AMOUNT = "amount";
    static final String FEE = "fee";
    static final String CAPTURED = "captured";
    static final String FEE_CAPTURED = "feeCaptured";
    static final String OPEN = Hold.Status.OPEN.name();

    private static final String PAYER = "payer";
    private static final String PAYEE_WALLET = "payeeWallet";
    private static final String PAYEE_HOUSE = "payeeHouse";
    private static final String PURPOSE = "purpose";
    private static final String CURRENCY = "currency";
    private static final String REASON = "reason";
    private static final String AT = "at";
    private static final String VERSION = "version";

    private MongoHoldDocument() {}

    static void write(BsonBinaryWriter writer, Hold hold) {
        writer.writeStartDocument();
        writer.writeBinaryData(ID, MongoUuids.toBinary(hold.id()));
        writer.writeString(TENANT, hold.tenantId());
        writer.writeBinaryData(WALLET, MongoUuids.toBinary(hold.walletId()));
        writer.writeString(PAYER, hold.payer().key());
        switch (hold.payee()) {
            case WalletRef.ById(String walletId) -> writer.writeBinaryData(PAYEE_WALLET, MongoUuids.toBinary(walletId));
            case WalletRef.OfHouse(HouseAccount account) -> writer.writeString(PAYEE_HOUSE, account.key());
        }
        writer.writeString(POCKET, hold.pocket().name());
        writer.writeString(PURPOSE, hold.purpose().name());
        writer.writeString(CURRENCY, hold.amount().currency().code());
        writer.writeInt64(AMOUNT, hold.amount().minor());
        writer.writeInt64(FEE, hold.fee().minor());
        writer.writeDateTime(EXPIRES_AT, hold.expiresAt().toEpochMilli());
        if (hold.reason() != null) {
            writer.writeString(REASON, hold.reason());
        }
        MongoTallies.write(writer, hold.tally());
        writer.writeDateTime(AT, hold.at().toEpochMilli());
        writeChanging(writer, hold);
        writer.writeEndDocument();
    }

    /** Appends one statement of an update command. It meets nothing when somebody has changed the hold since. */
    static void writeUpdate(BsonBinaryWriter writer, Book.HoldChange change) {
        writer.writeStartDocument();
        writer.writeStartDocument("q");
        writer.writeBinaryData(ID, MongoUuids.toBinary(change.hold().id()));
        writer.writeInt64(VERSION, change.from());
        writer.writeEndDocument();
        writer.writeStartDocument("u");
        writer.writeStartDocument("$set");
        writeChanging(writer, change.hold());
        writer.writeEndDocument();
        writer.writeEndDocument();
        writer.writeEndDocument();
    }

    private static void writeChanging(BsonBinaryWriter writer, Hold hold) {
        writer.writeInt64(CAPTURED, hold.captured().minor());
        writer.writeInt64(FEE_CAPTURED, hold.feeCaptured().minor());
        writer.writeString(STATUS, hold.status().name());
        writer.writeInt64(VERSION, hold.version());
    }

    static Hold read(BsonDocument document, Currencies currencies) {
        Currency currency = currencies.get(document.getString(CURRENCY).getValue());
        return new Hold(
                MongoUuids.toText(document.getBinary(ID)),
                document.getString(TENANT).getValue(),
                MongoUuids.toText(document.getBinary(WALLET)),
                WalletOwner.ofKey(document.getString(PAYER).getValue()),
                readPayee(document),
                Pocket.valueOf(document.getString(POCKET).getValue()),
                TransferType.valueOf(document.getString(PURPOSE).getValue()),
                money(document, AMOUNT, currency),
                money(document, FEE, currency),
                money(document, CAPTURED, currency),
                money(document, FEE_CAPTURED, currency),
                Hold.Status.valueOf(document.getString(STATUS).getValue()),
                Instant.ofEpochMilli(document.getDateTime(EXPIRES_AT).getValue()),
                document.containsKey(REASON) ? document.getString(REASON).getValue() : null,
                MongoTallies.read(document),
                Instant.ofEpochMilli(document.getDateTime(AT).getValue()),
                document.getInt64(VERSION).getValue());
    }

    private static WalletRef readPayee(BsonDocument document) {
        return document.containsKey(PAYEE_WALLET)
                ? WalletRef.id(MongoUuids.toText(document.getBinary(PAYEE_WALLET)))
                : WalletRef.house(
                        HouseAccount.ofKey(document.getString(PAYEE_HOUSE).getValue()));
    }

    private static Money money(BsonDocument document, String field, Currency currency) {
        return new Money(document.getInt64(field).getValue(), currency);
    }
}
