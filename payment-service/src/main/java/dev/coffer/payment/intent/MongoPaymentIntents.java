package dev.coffer.payment.intent;

import static dev.coffer.payment.intent.MongoIntentDocument.ATTEMPTS;
import static dev.coffer.payment.intent.MongoIntentDocument.COLLECTION;
import static dev.coffer.payment.intent.MongoIntentDocument.DUE_AT;
import static dev.coffer.payment.intent.MongoIntentDocument.ID;
import static dev.coffer.payment.intent.MongoIntentDocument.IS_HELD;
import static dev.coffer.payment.intent.MongoIntentDocument.KEY;
import static dev.coffer.payment.intent.MongoIntentDocument.LIVE_ORDER;
import static dev.coffer.payment.intent.MongoIntentDocument.ORDER;
import static dev.coffer.payment.intent.MongoIntentDocument.STATUS;
import static dev.coffer.payment.intent.MongoIntentDocument.USER;
import static dev.coffer.payment.intent.MongoIntentDocument.VERSION;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link PaymentIntents} in MongoDB. What is due goes by the server's clock, so that replicas need not agree on theirs; the end of an
 * intent's time is the one that was told.
 */
final class MongoPaymentIntents implements PaymentIntents, DeclaresIndexes {

    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final FindOneAndUpdateOptions ANSWER_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    /** The first part keeps the second, which no index serves, to those that have a time at all. */
    private static final Bson IS_DUE = Filters.and(
            Filters.gt(DUE_AT, new Date(0)), Filters.expr(new Document("$lte", List.of("$" + DUE_AT, "$$NOW"))));

    private final MongoCollection<Document> intents;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Pages pages;
    private final Currencies currencies;

    MongoPaymentIntents(
            MongoDatabase database, Transactions transactions, Outbox outbox, Pages pages, Currencies currencies) {
        this.intents = database.getCollection(COLLECTION);
        this.transactions = transactions;
        this.outbox = outbox;
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // A key makes one intent. Serves findByKey.
                IndexDeclaration.on(COLLECTION, "idempotency", Indexes.ascending(TENANT, KEY))
                        .unique(),
                // A user pays an order once; what came to nothing may be tried again. Serves findByOrder.
                IndexDeclaration.on(COLLECTION, "live_order", Indexes.ascending(TENANT, USER, LIVE_ORDER))
                        .onlyWhere(Filters.exists(LIVE_ORDER))
                        .unique(),
                // Serves due.
                IndexDeclaration.on(COLLECTION, "due", Indexes.ascending(DUE_AT))
                        .onlyWhere(Filters.exists(DUE_AT)),
                list("of_user", TENANT, USER),
                list("of_user_by_status", TENANT, USER, STATUS),
                list("of_tenant", TENANT),
                list("of_tenant_by_status", TENANT, STATUS),
                list("of_order", TENANT, ORDER));
    }

    /** Serves list. */
    private static IndexDeclaration list(String name, String... fields) {
        return IndexDeclaration.on(
                COLLECTION, name, Indexes.compoundIndex(Indexes.ascending(fields), Indexes.descending(ID)));
    }

    @Override
    public @Nullable PaymentIntent find(String tenantId, String id) {
        return first(Filters.eq(ID, id), Filters.eq(TENANT, tenantId));
    }

    @Override
    public @Nullable PaymentIntent findByKey(String tenantId, String key) {
        return first(Filters.eq(TENANT, tenantId), Filters.eq(KEY, key));
    }

    @Override
    public @Nullable PaymentIntent findByOrder(String tenantId, String userId, String orderReference) {
        return first(Filters.eq(TENANT, tenantId), Filters.eq(USER, userId), Filters.eq(LIVE_ORDER, orderReference));
    }

    private @Nullable PaymentIntent first(Bson... conditions) {
        return read(intents.find(Filters.and(conditions)).first());
    }

    @Override
    public boolean insert(PaymentIntent intent, Duration lease) {
        Document set = literals(MongoIntentDocument.write(intent)).append(DUE_AT, fromNow(lease));
        set.remove(ID);
        try {
            // An update, because only that can ask for the server's time.
            transactions.run(unit -> intents.updateOne(
                    unit.session(),
                    Filters.eq(ID, intent.id()),
                    List.of(new Document("$set", set)),
                    new UpdateOptions().upsert(true)));
            return true;
        } catch (MongoException failure) {
            if (ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public @Nullable PaymentIntent takeUp(String tenantId, String id, Duration lease) {
        Document set = new Document(ATTEMPTS, plus(ATTEMPTS, 1))
                .append(VERSION, plus(VERSION, 1L))
                .append(IS_HELD, true)
                .append(DUE_AT, fromNow(lease));
        Bson due = Filters.and(Filters.eq(ID, id), Filters.eq(TENANT, tenantId), IS_DUE);
        Document[] taken = new Document[1];
        transactions.run(unit -> taken[0] = update(unit, due, List.of(new Document("$set", set))));
        return read(taken[0]);
    }

    @Override
    public @Nullable PaymentIntent change(PaymentIntent from, Change change) {
        Document set = literals(MongoIntentDocument.writeState(change.to())).append(VERSION, from.version() + 1);
        Change.Next next = change.next();
        set.append(ATTEMPTS, next == null ? 0 : next.attempts()).append(IS_HELD, change.isHeld());
        List<Bson> pipeline = new ArrayList<>();
        if (next != null) {
            set.append(DUE_AT, fromNow(next.in()));
        } else if (change.to() instanceof IntentState.Held) {
            set.append(DUE_AT, Date.from(from.expiresAt()));
        } else {
            pipeline.add(new Document("$unset", DUE_AT));
        }
        if (MongoIntentDocument.freesOrder(change.to())) {
            pipeline.add(new Document("$unset", LIVE_ORDER));
        }
        pipeline.add(new Document("$set", set));
        Bson asItWas = Filters.and(
                Filters.eq(ID, from.id()), Filters.eq(TENANT, from.tenantId()), Filters.eq(VERSION, from.version()));
        Document[] changed = new Document[1];
        transactions.run(unit -> {
            changed[0] = update(unit, asItWas, pipeline);
            if (changed[0] != null) {
                outbox.addAll(unit, drafts(from, change));
            }
        });
        return read(changed[0]);
    }

    private static List<EventDraft> drafts(PaymentIntent intent, Change change) {
        return change.events().stream()
                .map(event -> EventDraft.of(event, intent.id(), intent.tenantId())
                        .onBehalfOf(intent.userId())
                        .correlatedBy(intent.id()))
                .toList();
    }

    private @Nullable Document update(UnitOfWork unit, Bson filter, List<Bson> pipeline) {
        return intents.findOneAndUpdate(unit.session(), filter, pipeline, ANSWER_AFTER);
    }

    /** In a pipeline a text that begins with a dollar sign would be read as a field. */
    private static Document literals(Document fields) {
        Document literals = new Document();
        fields.forEach((name, value) -> literals.append(name, new Document("$literal", value)));
        return literals;
    }

    private static Document fromNow(Duration time) {
        return new Document("$add", List.of("$$NOW", time.toMillis()));
    }

    private static Document plus(String field, Number more) {
        return new Document("$add", List.of("$" + field, more));
    }

    @Override
    public List<Due> due(int limit) {
        List<Due> due = new ArrayList<>();
        intents.find(IS_DUE)
                .sort(Sorts.ascending(DUE_AT))
                .projection(Projections.include(TENANT))
                .limit(limit)
                .forEach(found -> due.add(new Due(found.getString(TENANT), found.getString(ID))));
        return due;
    }

    @Override
    public Connection<PaymentIntent> list(String tenantId, Filter filter, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(TENANT, tenantId)));
        if (filter.userId() != null) {
            conditions.add(Filters.eq(USER, filter.userId()));
        }
        if (filter.orderReference() != null) {
            conditions.add(Filters.eq(ORDER, filter.orderReference()));
        }
        IntentStatus status = filter.status();
        if (status != null) {
            conditions.add(Filters.eq(STATUS, status.name()));
        }
        String scope = new Document("tenant", tenantId)
                .append("user", filter.userId())
                .append("order", filter.orderReference())
                .append("status", status == null ? null : status.name())
                .toJson();
        return pages.page(
                        request,
                        "payment-intents|" + scope,
                        new MongoKeyset(intents, Filters.and(conditions), ID, false),
                        false)
                .map(found -> MongoIntentDocument.read(found, currencies));
    }

    private @Nullable PaymentIntent read(@Nullable Document found) {
        return found == null ? null : MongoIntentDocument.read(found, currencies);
    }
}
