package dev.coffer.payment.exchange;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Quotes} in MongoDB. */
final class MongoQuotes implements Quotes, DeclaresIndexes {

    private static final String COLLECTION = "exchange_quotes";
    private static final String ID = "_id";
    private static final String TENANT = "tenantId";
    private static final String USER = "userId";
    private static final String SOLD = "sold";
    private static final String BOUGHT = "bought";
    private static final String SPREAD = "spread";
    private static final String PERCENT = "spreadPercent";
    private static final String RATE = "rate";
    private static final String SOURCE = "source";
    private static final String RATE_AT = "rateAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String KEY = "key";
    private static final String UNUSED_SINCE = "unusedSince";
    private static final String MINOR = "minor";
    private static final String CURRENCY = "currency";
    private static final Duration UNUSED_KEPT = Duration.ofDays(1);

    private final MongoCollection<Document> quotes;
    private final Currencies currencies;

    MongoQuotes(MongoDatabase database, Currencies currencies) {
        this.quotes = database.getCollection(COLLECTION);
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // A key uses one quote. Serves usedBy.
                IndexDeclaration.on(COLLECTION, "key", Indexes.ascending(TENANT, KEY))
                        .unique()
                        .onlyWhere(Filters.exists(KEY)),
                // Forgets what nobody used.
                IndexDeclaration.on(COLLECTION, "unused", Indexes.ascending(UNUSED_SINCE))
                        .expiringAfter(UNUSED_KEPT));
    }

    @Override
    public boolean insert(Quote quote) {
        try {
            quotes.insertOne(write(quote));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public @Nullable Quote find(String tenantId, String userId, String id) {
        return first(Filters.and(Filters.eq(ID, id), Filters.eq(TENANT, tenantId), Filters.eq(USER, userId)));
    }

    @Override
    public @Nullable Quote usedBy(String tenantId, String key) {
        return first(Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(KEY, key), Filters.exists(KEY)));
    }

    @Override
    public @Nullable Quote use(Quote quote, String key, Instant now) {
        Bson free = Filters.and(
                Filters.eq(ID, quote.id()), Filters.exists(KEY, false), Filters.gt(EXPIRES_AT, Date.from(now)));
        try {
            quotes.updateOne(free, Updates.combine(Updates.set(KEY, key), Updates.unset(UNUSED_SINCE)));
        } catch (MongoWriteException | MongoCommandException failure) {
            if (isDuplicate(failure)) {
                return null;
            }
            throw failure;
        }
        return find(quote.tenantId(), quote.userId(), quote.id());
    }

    private static boolean isDuplicate(MongoException failure) {
        return ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    private @Nullable Quote first(Bson filter) {
        Document found = quotes.find(filter).first();
        return found == null ? null : read(found);
    }

    private static Document write(Quote quote) {
        Document document = new Document(ID, quote.id())
                .append(TENANT, quote.tenantId())
                .append(USER, quote.userId())
                .append(SOLD, write(quote.sold()))
                .append(BOUGHT, write(quote.bought()))
                .append(SPREAD, write(quote.spread()))
                .append(PERCENT, quote.spreadPercent().toPlainString())
                .append(RATE, quote.rate())
                .append(SOURCE, quote.source().name())
                .append(RATE_AT, Date.from(quote.rateAt()))
                .append(EXPIRES_AT, Date.from(quote.expiresAt()));
        return quote.key() == null
                ? document.append(UNUSED_SINCE, Date.from(quote.expiresAt()))
                : document.append(KEY, quote.key());
    }

    private static Document write(Money money) {
        return new Document(MINOR, money.minor())
                .append(CURRENCY, money.currency().code());
    }

    private Quote read(Document document) {
        return new Quote(
                document.getString(ID),
                document.getString(TENANT),
                document.getString(USER),
                readMoney(document, SOLD),
                readMoney(document, BOUGHT),
                readMoney(document, SPREAD),
                new BigDecimal(document.getString(PERCENT)),
                document.getString(RATE),
                RateSource.valueOf(document.getString(SOURCE)),
                document.getDate(RATE_AT).toInstant(),
                document.getDate(EXPIRES_AT).toInstant(),
                document.getString(KEY));
    }

    private Money readMoney(Document document, String field) {
        Document money = document.get(field, Document.class);
        return new Money(money.getLong(MINOR), currencies.get(money.getString(CURRENCY)));
    }
}
