package dev.coffer.payment.ledger;

import com.mongodb.client.model.Filters;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with its entries, or a remembered refusal, as stored in {@value #COLLECTION}. A refusal has no
 * {@value #ENTRIES} and so stays out of the partial indexes over them. Never updated.
 */
final class MongoTransferDocument {

    static final String COLLECTION = "transfers";
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String KEY = "idempotencyKey";
    static final String ENTRIES = "entries";
    static final String WALLET = "wallet";
    static final String SEQ = "seq";
    static final String AT = "at";
    static final String REVERSES = "reverses";
    static final String HOLD = "hold";
    static final String CHAIN = "chain";
    static final String BET = "bet";
    static final String ENTRY_WALLET = ENTRIES + '.' + WALLET;
    static final String ENTRY_SEQ = ENTRIES + '.' + SEQ;

    /**
     * True of transfers, false of remembered refusals: the condition of the partial indexes, which whatever reads through one repeats.
     * It names no key of those indexes. If it did, the store could take it for the bounds of a scan in place of a wallet's own, and
     * read the index from end to end.
     */
    static final Bson IS_BOOKING = Filters.exists(ENTRIES);

    private static final String REQUEST = "request";
    static final String TYPE = "type";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";
    static final String POCKET = "pocket";
    static final String PARTIES = "parties";
    static final String OWNER = "owner";
    static final String PARTY_OWNER = PARTIES + '.' + OWNER;
    private static final String VERSION = "version";
    static final String BALANCE_AFTER = "balanceAfter";
    private static final String KIND = "kind";
    private static final String HASH = "hash";
    private static final String REASON = "reason";
    static final String METADATA = "metadata";
    static final String PART = "part";
    static final String NAME = "name";
    static final String VALUE = "value";

    private static final String REFUSAL = "refusal";
    private static final String CODE = "code";
    private static final String MESSAGE = "message";
    private static final String RETRY_AFTER = "retryAfterSeconds";

    private MongoTransferDocument() {}

    static void write(BsonBinaryWriter writer, Transfer transfer) {
        writer.writeStartDocument();
        writeHead(writer, transfer.id(), transfer.tenantId(), transfer.idempotency(), transfer.at());
        writer.writeString(TYPE, transfer.type().name());
        writer.writeInt64(AMOUNT, transfer.amount().minor());
        writer.writeString(CURRENCY, transfer.amount().currency().code());
        writer.writeString(POCKET, transfer.pocket().name());
        writer.writeStartArray(ENTRIES);
        for (Entry entry : transfer.entries()) {
            write(writer, entry, transfer.amount().currency());
        }
        writer.writeEndArray();
        writer.writeStartArray(PARTIES);
        transfer.parties().forEach(party -> write(writer, party));
        writer.writeEndArray();
        if (transfer.reason() != null) {
            writer.writeString(REASON, transfer.reason());
        }
        if (!transfer.metadata().isEmpty()) {
            writeMetadata(writer, transfer.metadata());
        }
        writeLinks(writer, transfer.links());
        MongoTallies.write(writer, transfer.tally());
        writer.writeEndDocument();
    }

    private static void writeLinks(BsonBinaryWriter writer, Links links) {
        if (links.holdId() != null) {
            writer.writeBinaryData(HOLD, MongoUuids.toBinary(links.holdId()));
        }
        if (links.reverses() != null) {
            writer.writeBinaryData(REVERSES, MongoUuids.toBinary(links.reverses()));
        }
        if (links.chainId() != null) {
            writer.writeBinaryData(CHAIN, MongoUuids.toBinary(links.chainId()));
        }
        if (links.betId() != null) {
            writer.writeString(BET, links.betId());
        }
    }

    private static Links readLinks(BsonDocument document) {
        return new Links(
                uuidOrNull(document, HOLD),
                uuidOrNull(document, REVERSES),
                uuidOrNull(document, CHAIN),
                document.containsKey(BET) ? document.getString(BET).getValue() : null);
    }

    private static @Nullable String uuidOrNull(BsonDocument document, String name) {
        return document.containsKey(name) ? MongoUuids.toText(document.getBinary(name)) : null;
    }

    static void write(BsonBinaryWriter writer, Book.RememberedRefusal remembered) {
        writer.writeStartDocument();
        writeHead(writer, remembered.id(), remembered.tenantId(), remembered.idempotency(), remembered.at());
        writer.writeStartDocument(REFUSAL);
        writer.writeString(CODE, remembered.refusal().code().name());
        writer.writeString(MESSAGE, remembered.refusal().message());
        if (remembered.refusal().retryAfterSeconds() != null) {
            writer.writeInt32(RETRY_AFTER, remembered.refusal().retryAfterSeconds());
        }
        writer.writeEndDocument();
        writer.writeEndDocument();
    }

    private static void writeHead(BsonBinaryWriter writer, String id, String tenantId, Idempotency key, Instant at) {
        writer.writeBinaryData(ID, MongoUuids.toBinary(id));
        writer.writeString(TENANT, tenantId);
        writer.writeString(KEY, key.key());
        writer.writeBinaryData(REQUEST, new BsonBinary(key.request().bytes()));
        writer.writeDateTime(AT, at.toEpochMilli());
    }

    private static void write(BsonBinaryWriter writer, Transfer.Party party) {
        writer.writeStartDocument();
        writer.writeBinaryData(WALLET, MongoUuids.toBinary(party.walletId()));
        writer.writeString(OWNER, party.owner().key());
        writer.writeInt64(VERSION, party.version());
        writer.writeEndDocument();
    }

    private static void write(BsonBinaryWriter writer, Entry entry, Currency principal) {
        writer.writeStartDocument();
        writer.writeBinaryData(WALLET, MongoUuids.toBinary(entry.walletId()));
        writer.writeString(POCKET, entry.pocket().name());
        if (entry.part() != Part.AVAILABLE) {
            writer.writeString(PART, entry.part().name());
        }
        writer.writeInt64(SEQ, entry.seq());
        writer.writeInt64(AMOUNT, entry.amount().minor());
        writer.writeInt64(BALANCE_AFTER, entry.balanceAfter().minor());
        writer.writeString(KIND, entry.kind().name());
        writer.writeBinaryData(HASH, new BsonBinary(entry.hash().bytes()));
        if (!entry.amount().currency().equals(principal)) {
            writer.writeString(CURRENCY, entry.amount().currency().code());
        }
        writer.writeEndDocument();
    }

    /** As a list, because a name may hold dots and dollars, and because one index then covers all names. */
    private static void writeMetadata(BsonBinaryWriter writer, Map<String, String> metadata) {
        writer.writeStartArray(METADATA);
        metadata.forEach((name, value) -> {
            writer.writeStartDocument();
            writer.writeString(NAME, name);
            writer.writeString(VALUE, value);
            writer.writeEndDocument();
        });
        writer.writeEndArray();
    }

    static Idempotency readIdempotency(BsonDocument document) {
        return new Idempotency(
                document.getString(KEY).getValue(),
                Hash.of(document.getBinary(REQUEST).getData()));
    }

    static PostResult readResult(BsonDocument document, Currencies currencies) {
        if (!document.containsKey(REFUSAL)) {
            return new PostResult.Posted(read(document, currencies));
        }
        BsonDocument refusal = document.getDocument(REFUSAL);
        return new PostResult.Refused(
                LedgerRefusal.valueOf(refusal.getString(CODE).getValue()),
                refusal.getString(MESSAGE).getValue(),
                refusal.containsKey(RETRY_AFTER) ? refusal.getInt32(RETRY_AFTER).getValue() : null);
    }

    static Transfer read(BsonDocument document, Currencies currencies) {
        String id = MongoUuids.toText(document.getBinary(ID));
        Instant at = Instant.ofEpochMilli(document.getDateTime(AT).getValue());
        Currency currency = currencies.get(document.getString(CURRENCY).getValue());
        List<Entry> entries = new ArrayList<>();
        Money amount = new Money(document.getInt64(AMOUNT).getValue(), currency);
        for (BsonValue entry : document.getArray(ENTRIES)) {
            entries.add(readEntry(entry.asDocument(), id, at, amount, currencies));
        }
        return new Transfer(
                id,
                document.getString(TENANT).getValue(),
                TransferType.valueOf(document.getString(TYPE).getValue()),
                amount,
                Pocket.valueOf(document.getString(POCKET).getValue()),
                entries,
                document.getArray(PARTIES).stream()
                        .map(party -> readParty(party.asDocument()))
                        .toList(),
                readIdempotency(document),
                document.containsKey(REASON) ? document.getString(REASON).getValue() : null,
                readMetadata(document),
                readLinks(document),
                MongoTallies.read(document),
                at);
    }

    private static Entry readEntry(
            BsonDocument entry, String transferId, Instant at, Money principal, Currencies currencies) {
        Currency currency = entry.containsKey(CURRENCY)
                ? currencies.get(entry.getString(CURRENCY).getValue())
                : principal.currency();
        TransferType kind = TransferType.valueOf(entry.getString(KIND).getValue());
        return new Entry(
                MongoUuids.toText(entry.getBinary(WALLET)),
                transferId,
                Pocket.valueOf(entry.getString(POCKET).getValue()),
                entry.containsKey(PART) ? Part.valueOf(entry.getString(PART).getValue()) : Part.AVAILABLE,
                entry.getInt64(SEQ).getValue(),
                new Money(entry.getInt64(AMOUNT).getValue(), currency),
                new Money(entry.getInt64(BALANCE_AFTER).getValue(), currency),
                kind,
                kind == TransferType.CREDIT_LIMIT ? principal : null,
                at,
                Hash.of(entry.getBinary(HASH).getData()));
    }

    private static Transfer.Party readParty(BsonDocument party) {
        return new Transfer.Party(
                MongoUuids.toText(party.getBinary(WALLET)),
                WalletOwner.ofKey(party.getString(OWNER).getValue()),
                party.getInt64(VERSION).getValue());
    }

    private static Map<String, String> readMetadata(BsonDocument document) {
        Map<String, String> metadata = new HashMap<>();
        if (document.containsKey(METADATA)) {
            for (BsonValue pair : document.getArray(METADATA)) {
                metadata.put(
                        pair.asDocument().getString(NAME).getValue(),
                        pair.asDocument().getString(VALUE).getValue());
            }
        }
        return metadata;
    }
}
