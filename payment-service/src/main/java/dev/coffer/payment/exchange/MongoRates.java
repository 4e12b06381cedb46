package dev.coffer.payment.exchange;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** {@link Rates} in MongoDB. Everything is found by its id. */
final class MongoRates implements Rates {

    private static final String ID = "_id";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String VALUE = "value";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String BASE = "base";
    private static final String VALUES = "values";
    private static final String PROVIDER = "provider";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> published;
    private final MongoCollection<Document> provided;

    MongoRates(MongoDatabase database) {
        this.published = database.getCollection("published_rates");
        this.provided = database.getCollection("provided_rates");
    }

    /** One document for both ways, so that two rates of a pair can never be played off against each other. */
    private static Document id(String tenantId, String one, String other) {
        boolean isInOrder = one.compareTo(other) < 0;
        return new Document("tenantId", tenantId)
                .append("one", isInOrder ? one : other)
                .append("other", isInOrder ? other : one);
    }

    @Override
    public void publish(String tenantId, PublishedRate rate) {
        Document id = id(tenantId, rate.from(), rate.to());
        published.replaceOne(
                Filters.eq(ID, id),
                new Document(ID, id)
                        .append(FROM, rate.from())
                        .append(TO, rate.to())
                        .append(VALUE, rate.value().toPlainString())
                        .append(AT, Date.from(rate.at()))
                        .append(BY, rate.by()),
                UPSERT);
    }

    @Override
    public boolean withdraw(String tenantId, String from, String to) {
        return published.deleteOne(Filters.eq(ID, id(tenantId, from, to))).getDeletedCount() > 0;
    }

    @Override
    public @Nullable PublishedRate published(String tenantId, String from, String to) {
        Document found = published.find(Filters.eq(ID, id(tenantId, from, to))).first();
        return found == null
                ? null
                : new PublishedRate(
                        found.getString(FROM),
                        found.getString(TO),
                        new BigDecimal(found.getString(VALUE)),
                        at(found),
                        found.getString(BY));
    }

    @Override
    public void keep(ProvidedRates rates) {
        Document values = new Document();
        rates.values().forEach((code, value) -> values.append(code, value.toPlainString()));
        try {
            provided.replaceOne(
                    Filters.and(Filters.eq(ID, PROVIDER), Filters.lte(AT, Date.from(rates.at()))),
                    new Document(ID, PROVIDER)
                            .append(BASE, rates.base())
                            .append(AT, Date.from(rates.at()))
                            .append(VALUES, values),
                    UPSERT);
        } catch (MongoWriteException failure) {
            // Later rates are there, so that the filter met nothing and the insert met them.
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    @Override
    public @Nullable ProvidedRates provided() {
        Document found = provided.find(Filters.eq(ID, PROVIDER)).first();
        if (found == null) {
            return null;
        }
        Map<String, BigDecimal> values = new HashMap<>();
        found.get(VALUES, Document.class).forEach((code, value) -> values.put(code, new BigDecimal((String) value)));
        return new ProvidedRates(found.getString(BASE), at(found), values);
    }

    private static Instant at(Document found) {
        return found.getDate(AT).toInstant();
    }
}
