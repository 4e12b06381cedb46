package dev.coffer.payment.deposit;

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
import com.mongodb.client.model.Updates;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Deposits} in MongoDB. */
final class MongoDeposits implements Deposits, DeclaresIndexes {

    private static final String COLLECTION = MongoDepositDocument.COLLECTION;
    private static final FindOneAndUpdateOptions ANSWER_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final TenantCollection deposits;
    private final MongoCollection<Document> ofAllTenants;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Pages pages;
    private final Currencies currencies;

    MongoDeposits(
            MongoDatabase database, Transactions transactions, Outbox outbox, Pages pages, Currencies currencies) {
        this.deposits = new TenantCollection(database, COLLECTION);
        this.ofAllTenants = database.getCollection(COLLECTION);
        this.transactions = transactions;
        this.outbox = outbox;
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // A key makes one deposit. Serves findByKey.
                IndexDeclaration.on(
                                COLLECTION,
                                "idempotency",
                                Indexes.ascending(TenantCollection.TENANT_ID, MongoDepositDocument.KEY))
                        .unique(),
                // Serves due; settled deposits leave it.
                IndexDeclaration.on(COLLECTION, "due", Indexes.ascending(MongoDepositDocument.NEXT_AT))
                        .onlyWhere(Filters.eq(MongoDepositDocument.STATUS, MongoDepositDocument.PENDING)),
                // Serves the list of stuck ones, and stuck.
                list("stuck", MongoDepositDocument.IS_STUCK, TenantCollection.TENANT_ID)
                        .onlyWhere(Filters.eq(MongoDepositDocument.IS_STUCK, true)),
                listed("of_tenant", TenantCollection.TENANT_ID),
                listed("of_user", TenantCollection.TENANT_ID, MongoDepositDocument.USER),
                listed("of_wallet", TenantCollection.TENANT_ID, MongoDepositDocument.WALLET),
                list("of_tenant_by_status", TenantCollection.TENANT_ID, MongoDepositDocument.STATUS),
                list(
                        "of_user_by_status",
                        TenantCollection.TENANT_ID,
                        MongoDepositDocument.USER,
                        MongoDepositDocument.STATUS),
                list(
                        "of_wallet_by_status",
                        TenantCollection.TENANT_ID,
                        MongoDepositDocument.WALLET,
                        MongoDepositDocument.STATUS));
    }

    /** Serves list where all are wanted: what was refused is not in it, so that no page reads over it. */
    private static IndexDeclaration listed(String name, String... fields) {
        return list(name, fields).onlyWhere(MongoDepositFilter.IS_LISTED);
    }

    /** Serves list. */
    private static IndexDeclaration list(String name, String... fields) {
        return IndexDeclaration.on(
                COLLECTION,
                name,
                Indexes.compoundIndex(
                        Indexes.ascending(fields),
                        Indexes.descending(MongoDepositDocument.CREATED_AT, MongoDepositDocument.ID)));
    }

    @Override
    public @Nullable Deposit find(String tenantId, String id) {
        return read(deposits.of(tenantId).findOne(Filters.eq(MongoDepositDocument.ID, id)));
    }

    @Override
    public @Nullable Deposit findByKey(String tenantId, String key) {
        return read(deposits.of(tenantId).findOne(Filters.eq(MongoDepositDocument.KEY, key)));
    }

    @Override
    public boolean insert(Deposit deposit) {
        try {
            transactions.run(unit -> deposits.of(deposit.tenantId()).insert(unit, MongoDepositDocument.write(deposit)));
            return true;
        } catch (MongoException failure) {
            if (ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public @Nullable Deposit lease(String tenantId, String id, Window window, Instant until) {
        return change(
                tenantId,
                id,
                free(window),
                Updates.combine(
                        Updates.set(MongoDepositDocument.LEASED_UNTIL, Date.from(until)),
                        Updates.set(MongoDepositDocument.NEXT_AT, Date.from(until))));
    }

    @Override
    public Deposit settle(Deposit deposit, DepositState.Settled end) {
        Bson change = Updates.combine(
                new Document("$set", MongoDepositDocument.writeEnd(end)),
                Updates.set(MongoDepositDocument.METHOD_ID, deposit.methodId()),
                Updates.unset(MongoDepositDocument.IS_STUCK),
                Updates.unset(MongoDepositDocument.LEASED_UNTIL),
                Updates.unset(MongoDepositDocument.NEXT_AT));
        DepositSettled told = DepositSettled.of(deposit, end);
        List<EventDraft> events = told == null
                ? List.of()
                : List.of(EventDraft.of(told, deposit.id(), deposit.tenantId())
                        .onBehalfOf(deposit.userId())
                        .correlatedBy(deposit.id()));
        Deposit settled = change(deposit.tenantId(), deposit.id(), Filters.empty(), change, events);
        return settled == null ? current(deposit) : settled;
    }

    @Override
    public Deposit postpone(Deposit deposit, DepositState.Pending to, Instant nextAt) {
        Bson change = Updates.combine(
                Updates.set(MongoDepositDocument.ATTEMPTS, to.attempts()),
                Updates.set(MongoDepositDocument.REFERENCE, to.reference()),
                Updates.set(MongoDepositDocument.NEXT_AT, Date.from(nextAt)),
                to.isStuck()
                        ? Updates.set(MongoDepositDocument.IS_STUCK, true)
                        : Updates.unset(MongoDepositDocument.IS_STUCK),
                Updates.unset(MongoDepositDocument.LEASED_UNTIL));
        Deposit postponed = change(deposit.tenantId(), deposit.id(), Filters.empty(), change);
        return postponed == null ? current(deposit) : postponed;
    }

    @Override
    public boolean hasten(String tenantId, String id, Window window) {
        return change(tenantId, id, free(window), Updates.set(MongoDepositDocument.NEXT_AT, Date.from(window.now())))
                != null;
    }

    private static Bson free(Window window) {
        return Filters.or(
                Filters.exists(MongoDepositDocument.LEASED_UNTIL, false),
                notAhead(MongoDepositDocument.LEASED_UNTIL, window));
    }

    private static Bson notAhead(String field, Window window) {
        return Filters.or(Filters.lte(field, Date.from(window.now())), Filters.gt(field, Date.from(window.horizon())));
    }

    private @Nullable Deposit change(String tenantId, String id, Bson condition, Bson change) {
        return change(tenantId, id, condition, change, List.of());
    }

    private @Nullable Deposit change(String tenantId, String id, Bson condition, Bson change, List<EventDraft> events) {
        Bson pending = Filters.and(
                Filters.eq(MongoDepositDocument.ID, id),
                Filters.eq(MongoDepositDocument.STATUS, MongoDepositDocument.PENDING),
                condition);
        Document[] changed = new Document[1];
        transactions.run(unit -> {
            changed[0] = deposits.of(tenantId).findAndUpdate(unit, pending, change, ANSWER_AFTER);
            if (changed[0] != null) {
                outbox.addAll(unit, events);
            }
        });
        return read(changed[0]);
    }

    private Deposit current(Deposit deposit) {
        return Objects.requireNonNull(find(deposit.tenantId(), deposit.id()), "a deposit is never deleted");
    }

    @Override
    public List<Due> due(Window window, int limit) {
        List<Due> due = new ArrayList<>();
        ofAllTenants
                .find(Filters.and(
                        Filters.eq(MongoDepositDocument.STATUS, MongoDepositDocument.PENDING),
                        notAhead(MongoDepositDocument.NEXT_AT, window)))
                .sort(Sorts.ascending(MongoDepositDocument.NEXT_AT))
                .projection(Projections.include(TenantCollection.TENANT_ID))
                .limit(limit)
                .forEach(found -> due.add(new Due(
                        found.getString(TenantCollection.TENANT_ID), found.getString(MongoDepositDocument.ID))));
        return due;
    }

    @Override
    public Connection<Deposit> list(String tenantId, Filter filter, PageRequest request) {
        return pages.page(
                        request,
                        "deposits|" + MongoDepositFilter.scope(tenantId, filter),
                        new MongoKeyset(
                                ofAllTenants,
                                MongoDepositFilter.of(tenantId, filter),
                                MongoDepositDocument.CREATED_AT,
                                false),
                        false)
                .map(found -> MongoDepositDocument.read(found, currencies));
    }

    @Override
    public int stuck() {
        return Math.toIntExact(ofAllTenants.countDocuments(Filters.eq(MongoDepositDocument.IS_STUCK, true)));
    }

    private @Nullable Deposit read(@Nullable Document found) {
        return found == null ? null : MongoDepositDocument.read(found, currencies);
    }
}
