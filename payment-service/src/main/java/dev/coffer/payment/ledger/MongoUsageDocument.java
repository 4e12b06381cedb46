package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currencies;
import dev.coffer.payment.usage.Counters;
import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.LimitPeriod;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitedOperation;
import dev.coffer.payment.usage.PersonalLimit;
import dev.coffer.payment.usage.Tier;
import dev.coffer.payment.usage.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** What one user of a tenant has used, as stored in {@value #COLLECTION}. Its id is the tenant and the user. */
final class MongoUsageDocument {

    static final String COLLECTION = "usage";
    static final String ID = "_id";
    static final String DAY = "day";
    static final String TODAY = "today";
    static final String THIS_MONTH = "thisMonth";
    static final String VERSION = "version";

    private static final String TENANT = "tenantId";
    private static final String USER = "userId";
    private static final String CURRENCY = "currency";
    private static final String TIER = "tier";
    private static final String TIER_VERSION = "tierVersion";
    private static final String LIMITS = "limits";
    private static final String SOURCE = "source";
    private static final String OPERATION = "operation";
    private static final String PERIOD = "period";
    private static final String MAXIMUM = "maximum";
    private static final String PENDING = "pending";
    private static final String EXCLUSIONS = "exclusions";
    private static final String KIND = "kind";
    private static final String FROM = "from";
    private static final String UNTIL = "until";

    private MongoUsageDocument() {}

    static BsonDocument id(UsageKey user) {
        return new BsonDocument(TENANT, new BsonString(user.tenantId())).append(USER, new BsonString(user.userId()));
    }

    static void write(BsonBinaryWriter writer, Usage usage) {
        writer.writeStartDocument();
        writeId(writer, usage);
        if (usage.currency() != null) {
            writer.writeString(CURRENCY, usage.currency().code());
        }
        if (usage.tier() != null) {
            writer.writeString(TIER, usage.tier().tier().name());
            writer.writeInt64(TIER_VERSION, usage.tier().version());
        }
        writer.writeInt64(DAY, usage.counters().day().toEpochDay());
        writeCounts(writer, TODAY, usage.counters().today());
        writeCounts(writer, THIS_MONTH, usage.counters().thisMonth());
        writer.writeStartArray(LIMITS);
        usage.limits().forEach(limit -> write(writer, limit));
        writer.writeEndArray();
        writer.writeStartArray(EXCLUSIONS);
        usage.exclusions().forEach(exclusion -> write(writer, exclusion));
        writer.writeEndArray();
        writer.writeInt64(VERSION, usage.version());
        writer.writeEndDocument();
    }

    /** Appends one statement of an update command. It meets nothing when somebody has changed the usage since. */
    static void writeUpdate(BsonBinaryWriter writer, Book.UsageChange change) {
        writer.writeStartDocument();
        writer.writeStartDocument("q");
        writeId(writer, change.usage());
        writer.writeInt64(VERSION, change.from());
        writer.writeEndDocument();
        writer.writeName("u");
        write(writer, change.usage());
        writer.writeEndDocument();
    }

    private static void writeId(BsonBinaryWriter writer, Usage usage) {
        writer.writeStartDocument(ID);
        writer.writeString(TENANT, usage.tenantId());
        writer.writeString(USER, usage.userId());
        writer.writeEndDocument();
    }

    private static void writeCounts(BsonBinaryWriter writer, String name, Map<LimitedOperation, Long> counts) {
        writer.writeStartDocument(name);
        counts.forEach((operation, count) -> writer.writeInt64(operation.name(), count));
        writer.writeEndDocument();
    }

    private static void write(BsonBinaryWriter writer, PersonalLimit limit) {
        writer.writeStartDocument();
        writer.writeString(SOURCE, limit.source().name());
        writer.writeString(OPERATION, limit.scope().operation().name());
        writer.writeString(PERIOD, limit.scope().period().name());
        writeMaximum(writer, limit.maximum());
        PersonalLimit.Pending pending = limit.pending();
        if (pending != null) {
            writer.writeStartDocument(PENDING);
            writeMaximum(writer, pending.maximum());
            writer.writeDateTime(FROM, pending.from().toEpochMilli());
            writer.writeEndDocument();
        }
        writer.writeEndDocument();
    }

    private static void writeMaximum(BsonBinaryWriter writer, @Nullable Long maximum) {
        if (maximum != null) {
            writer.writeInt64(MAXIMUM, maximum);
        }
    }

    private static void write(BsonBinaryWriter writer, Exclusion exclusion) {
        writer.writeStartDocument();
        writer.writeString(KIND, exclusion.kind().name());
        writer.writeDateTime(FROM, exclusion.from().toEpochMilli());
        if (exclusion.until() != null) {
            writer.writeDateTime(UNTIL, exclusion.until().toEpochMilli());
        }
        writer.writeEndDocument();
    }

    static Usage read(BsonDocument document, Currencies currencies) {
        BsonDocument id = document.getDocument(ID);
        return new Usage(
                id.getString(TENANT).getValue(),
                id.getString(USER).getValue(),
                document.containsKey(CURRENCY)
                        ? currencies.get(document.getString(CURRENCY).getValue())
                        : null,
                document.containsKey(TIER)
                        ? new Usage.TierMark(
                                Tier.valueOf(document.getString(TIER).getValue()),
                                document.getInt64(TIER_VERSION).getValue())
                        : null,
                new Counters(
                        LocalDate.ofEpochDay(document.getInt64(DAY).getValue()),
                        readCounts(document.getDocument(TODAY)),
                        readCounts(document.getDocument(THIS_MONTH))),
                document.getArray(LIMITS).stream()
                        .map(limit -> readLimit(limit.asDocument()))
                        .toList(),
                readExclusions(document),
                document.getInt64(VERSION).getValue());
    }

    private static Map<LimitedOperation, Long> readCounts(BsonDocument counts) {
        Map<LimitedOperation, Long> read = new EnumMap<>(LimitedOperation.class);
        counts.forEach((operation, count) ->
                read.put(LimitedOperation.valueOf(operation), count.asInt64().getValue()));
        return read;
    }

    private static PersonalLimit readLimit(BsonDocument limit) {
        PersonalLimit.Pending pending = null;
        if (limit.containsKey(PENDING)) {
            BsonDocument change = limit.getDocument(PENDING);
            pending = new PersonalLimit.Pending(
                    readMaximum(change),
                    Instant.ofEpochMilli(change.getDateTime(FROM).getValue()));
        }
        return new PersonalLimit(
                LimitSource.valueOf(limit.getString(SOURCE).getValue()),
                new LimitScope(
                        LimitedOperation.valueOf(limit.getString(OPERATION).getValue()),
                        LimitPeriod.valueOf(limit.getString(PERIOD).getValue())),
                readMaximum(limit),
                pending);
    }

    private static @Nullable Long readMaximum(BsonDocument limit) {
        return limit.containsKey(MAXIMUM) ? limit.getInt64(MAXIMUM).getValue() : null;
    }

    private static List<Exclusion> readExclusions(BsonDocument document) {
        return document.getArray(EXCLUSIONS).stream()
                .map(value -> {
                    BsonDocument exclusion = value.asDocument();
                    return new Exclusion(
                            Exclusion.Kind.valueOf(exclusion.getString(KIND).getValue()),
                            Instant.ofEpochMilli(exclusion.getDateTime(FROM).getValue()),
                            exclusion.containsKey(UNTIL)
                                    ? Instant.ofEpochMilli(
                                            exclusion.getDateTime(UNTIL).getValue())
                                    : null);
                })
                .toList();
    }
}
