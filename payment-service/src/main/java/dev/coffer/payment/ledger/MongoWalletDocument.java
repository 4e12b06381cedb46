package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currencies;
import java.time.Instant;
import org.bson.BsonBinary;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;

/** A wallet as stored. Written straight to bytes: this is the writer's hot path. */
final class MongoWalletDocument {

    static final String COLLECTION = "wallets";
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String OWNER = "owner";
    static final String CURRENCY = "currency";
    static final String CATEGORY = "category";
    static final String POCKETS = "pockets";
    static final String SEQ = "seq";

    private static final String STATUS = "status";
    private static final String ALLOW_NEGATIVE = "allowNegative";
    private static final String CREDIT = "credit";
    private static final String VERSION = "version";
    private static final String LAST_HASH = "lastHash";
    private static final String OPENED_AT = "openedAt";
    private static final String CHANGED_AT = "changedAt";
    private static final String AVAILABLE = "available";
    private static final String HELD = "held";

    private MongoWalletDocument() {}

    static void write(BsonBinaryWriter writer, Wallet wallet) {
        writer.writeStartDocument();
        writer.writeBinaryData(ID, MongoUuids.toBinary(wallet.id()));
        writer.writeString(TENANT, wallet.tenantId());
        writer.writeString(OWNER, wallet.owner().key());
        writer.writeString(CURRENCY, wallet.currency().code());
        writer.writeString(CATEGORY, wallet.category());
        writer.writeBoolean(ALLOW_NEGATIVE, wallet.allowNegative());
        writer.writeDateTime(OPENED_AT, wallet.openedAt().toEpochMilli());
        writeChanging(writer, wallet);
        writer.writeEndDocument();
    }

    /** Appends one statement of an update command: by id alone, which is the store's fast path. */
    static void writeUpdate(BsonBinaryWriter writer, Wallet wallet) {
        writer.writeStartDocument();
        writer.writeStartDocument("q");
        writer.writeBinaryData(ID, MongoUuids.toBinary(wallet.id()));
        writer.writeEndDocument();
        writer.writeStartDocument("u");
        writer.writeStartDocument("$set");
        writeChanging(writer, wallet);
        writer.writeEndDocument();
        writer.writeEndDocument();
        writer.writeEndDocument();
    }

    private static void writeChanging(BsonBinaryWriter writer, Wallet wallet) {
        writer.writeString(STATUS, wallet.status().name());
        writer.writeStartDocument(POCKETS);
        for (Pocket pocket : Pocket.values()) {
            Pockets.Balance balance = wallet.pockets().of(pocket);
            writer.writeStartDocument(key(pocket));
            writer.writeInt64(AVAILABLE, balance.available());
            writer.writeInt64(HELD, balance.held());
            writer.writeEndDocument();
        }
        writer.writeEndDocument();
        if (wallet.credit() != null) {
            writer.writeInt64(CREDIT, wallet.credit());
        }
        writer.writeInt64(VERSION, wallet.version());
        writer.writeInt64(SEQ, wallet.seq());
        writer.writeBinaryData(LAST_HASH, new BsonBinary(wallet.lastHash().bytes()));
        writer.writeDateTime(CHANGED_AT, wallet.changedAt().toEpochMilli());
    }

    static Wallet read(BsonDocument document, Currencies currencies) {
        BsonDocument pockets = document.getDocument(POCKETS);
        return new Wallet(
                MongoUuids.toText(document.getBinary(ID)),
                document.getString(TENANT).getValue(),
                WalletOwner.ofKey(document.getString(OWNER).getValue()),
                currencies.get(document.getString(CURRENCY).getValue()),
                document.getString(CATEGORY).getValue(),
                Wallet.Status.valueOf(document.getString(STATUS).getValue()),
                document.getBoolean(ALLOW_NEGATIVE).getValue(),
                new Pockets(
                        balance(pockets, Pocket.REAL), balance(pockets, Pocket.BONUS), balance(pockets, Pocket.LOCKED)),
                document.containsKey(CREDIT) ? document.getInt64(CREDIT).getValue() : null,
                document.getInt64(VERSION).getValue(),
                document.getInt64(SEQ).getValue(),
                Hash.of(document.getBinary(LAST_HASH).getData()),
                Instant.ofEpochMilli(document.getDateTime(OPENED_AT).getValue()),
                Instant.ofEpochMilli(document.getDateTime(CHANGED_AT).getValue()));
    }

    /** The path of what is in {@code pocket}: "pockets.real". */
    static String path(Pocket pocket) {
        return POCKETS + '.' + key(pocket);
    }

    static long available(BsonDocument document, Pocket pocket) {
        return balance(document.getDocument(POCKETS), pocket).available();
    }

    static long held(BsonDocument document, Pocket pocket) {
        return balance(document.getDocument(POCKETS), pocket).held();
    }

    private static Pockets.Balance balance(BsonDocument pockets, Pocket pocket) {
        BsonDocument balance = pockets.getDocument(key(pocket));
        return new Pockets.Balance(
                balance.getInt64(AVAILABLE).getValue(), balance.getInt64(HELD).getValue());
    }

    private static String key(Pocket pocket) {
        return switch (pocket) {
            case REAL -> "real";
            case BONUS -> "bonus";
            case LOCKED -> "locked";
        };
    }
}
