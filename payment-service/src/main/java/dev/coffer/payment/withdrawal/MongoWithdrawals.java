package dev.coffer.payment.withdrawal;

import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.ATTEMPTS;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.COLLECTION;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.DUE_AT;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.ID;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.IS_HELD;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.KEY;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.STATUS;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.USER;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.VERSION;
import static dev.coffer.payment.withdrawal.MongoWithdrawalDocument.WALLET;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
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
import dev.coffer.payment.suspension.Suspensions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link Withdrawals} in MongoDB. What is due goes by the server's clock, so that replicas need not agree on theirs, and nobody
 * waits for a time that a clock that was wrong has set.
 */
final class MongoWithdrawals implements Withdrawals, DeclaresIndexes {

    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final FindOneAndUpdateOptions ANSWER_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    /** The first part keeps the second, which no index serves, to those that have a time at all. */
    private static final Bson IS_DUE = Filters.and(
            Filters.gt(DUE_AT, new Date(0)), Filters.expr(new Document("$lte", List.of("$" + DUE_AT, "$$NOW"))));

    private static final List<WithdrawalStatus> WAITING =
            List.of(WithdrawalStatus.AWAITING_APPROVAL, WithdrawalStatus.FROZEN, WithdrawalStatus.STUCK);

    private final MongoCollection<Document> withdrawals;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Suspensions suspensions;
    private final Pages pages;
    private final Currencies currencies;

    MongoWithdrawals(
            MongoDatabase database,
            Transactions transactions,
            Outbox outbox,
            Suspensions suspensions,
            Pages pages,
            Currencies currencies) {
        this.withdrawals = database.getCollection(COLLECTION);
        this.transactions = transactions;
        this.outbox = outbox;
        this.suspensions = suspensions;
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // A key makes one withdrawal. Serves findByKey.
                IndexDeclaration.on(COLLECTION, "idempotency", Indexes.ascending(TENANT, KEY))
                        .unique(),
                // Serves due.
                IndexDeclaration.on(COLLECTION, "due", Indexes.ascending(DUE_AT))
                        .onlyWhere(Filters.exists(DUE_AT)),
                IndexDeclaration.on(
                        COLLECTION,
                        "of_wallet",
                        Indexes.compoundIndex(Indexes.ascending(TENANT, WALLET), Indexes.descending(ID))),
                IndexDeclaration.on(
                        COLLECTION,
                        "of_tenant",
                        Indexes.compoundIndex(Indexes.ascending(TENANT), Indexes.descending(ID))),
                // Serves ofOwner.
                IndexDeclaration.on(COLLECTION, "of_owner", Indexes.ascending(TENANT, USER, STATUS)),
                // Serves the lists by status, and waiting.
                IndexDeclaration.on(
                        COLLECTION,
                        "of_status",
                        Indexes.compoundIndex(Indexes.ascending(STATUS, TENANT), Indexes.descending(ID))));
    }

    @Override
    public @Nullable Withdrawal find(String tenantId, String id) {
        return read(withdrawals
                .find(Filters.and(Filters.eq(ID, id), Filters.eq(TENANT, tenantId)))
                .first());
    }

    @Override
    public @Nullable Withdrawal findByKey(String tenantId, String key) {
        return read(withdrawals
                .find(Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(KEY, key)))
                .first());
    }

    @Override
    public boolean insert(Withdrawal withdrawal, Duration lease) {
        Document set = literals(MongoWithdrawalDocument.write(withdrawal)).append(DUE_AT, fromNow(lease));
        set.remove(ID);
        try {
            // An update, because only that can ask for the server's time.
            transactions.run(unit -> withdrawals.updateOne(
                    unit.session(),
                    Filters.eq(ID, withdrawal.id()),
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
    public @Nullable Withdrawal takeUp(String tenantId, String id, Duration lease) {
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
    public @Nullable Withdrawal change(Withdrawal from, Change change) {
        Bson asItWas = Filters.and(
                Filters.eq(ID, from.id()), Filters.eq(TENANT, from.tenantId()), Filters.eq(VERSION, from.version()));
        Document[] changed = new Document[1];
        transactions.run(unit -> {
            Change allowed = allowed(unit, from, change);
            changed[0] = update(unit, asItWas, pipeline(from, allowed));
            if (changed[0] != null) {
                outbox.addAll(unit, drafts(from, allowed));
            }
        });
        return read(changed[0]);
    }

    private Change allowed(UnitOfWork unit, Withdrawal from, Change change) {
        Change otherwise = change.ifStopped();
        return otherwise != null
                        && suspensions
                                .hold(unit, from.tenantId(), from.userId())
                                .stopsPayouts()
                ? otherwise
                : change;
    }

    private static List<Bson> pipeline(Withdrawal from, Change change) {
        Document set = literals(MongoWithdrawalDocument.writeState(change.to())).append(VERSION, from.version() + 1);
        Change.Next next = change.next();
        set.append(ATTEMPTS, next == null ? 0 : next.attempts()).append(IS_HELD, change.isHeld());
        List<Bson> pipeline = new ArrayList<>();
        if (next != null) {
            set.append(DUE_AT, fromNow(next.in()));
        } else {
            pipeline.add(new Document("$unset", DUE_AT));
        }
        pipeline.add(new Document("$set", set));
        return pipeline;
    }

    private static List<EventDraft> drafts(Withdrawal withdrawal, Change change) {
        return change.events().stream()
                .map(event -> EventDraft.of(event, withdrawal.id(), withdrawal.tenantId())
                        .onBehalfOf(withdrawal.userId())
                        .correlatedBy(withdrawal.id()))
                .toList();
    }

    private @Nullable Document update(UnitOfWork unit, Bson filter, List<Bson> pipeline) {
        return withdrawals.findOneAndUpdate(unit.session(), filter, pipeline, ANSWER_AFTER);
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
        withdrawals
                .find(IS_DUE)
                .sort(Sorts.ascending(DUE_AT))
                .projection(Projections.include(TENANT))
                .limit(limit)
                .forEach(found -> due.add(new Due(found.getString(TENANT), found.getString(ID))));
        return due;
    }

    @Override
    public List<Withdrawal> ofOwner(String tenantId, String userId, Collection<WithdrawalStatus> statuses, int limit) {
        List<Withdrawal> some = new ArrayList<>();
        withdrawals
                .find(Filters.and(
                        Filters.eq(TENANT, tenantId),
                        Filters.eq(USER, userId),
                        Filters.in(STATUS, statuses.stream().map(Enum::name).toList())))
                .limit(limit)
                .forEach(found -> some.add(MongoWithdrawalDocument.read(found, currencies)));
        return some;
    }

    @Override
    public Connection<Withdrawal> ofWallet(String tenantId, String walletId, PageRequest request) {
        Bson ofWallet = Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(WALLET, walletId));
        return page(request, "withdrawals|" + tenantId + "|wallet|" + walletId, ofWallet);
    }

    @Override
    public Connection<Withdrawal> ofTenant(String tenantId, @Nullable WithdrawalStatus status, PageRequest request) {
        Bson ofTenant = status == null
                ? Filters.eq(TENANT, tenantId)
                : Filters.and(Filters.eq(STATUS, status.name()), Filters.eq(TENANT, tenantId));
        return page(request, "withdrawals|" + tenantId + "|status|" + status, ofTenant);
    }

    private Connection<Withdrawal> page(PageRequest request, String scope, Bson filter) {
        return pages.page(request, scope, new MongoKeyset(withdrawals, filter, ID, false), false)
                .map(found -> MongoWithdrawalDocument.read(found, currencies));
    }

    @Override
    public Map<WithdrawalStatus, Integer> waiting() {
        Map<WithdrawalStatus, Integer> counts = new EnumMap<>(WithdrawalStatus.class);
        WAITING.forEach(status -> counts.put(status, 0));
        withdrawals
                .aggregate(List.of(
                        Aggregates.match(Filters.in(
                                STATUS, WAITING.stream().map(Enum::name).toList())),
                        Aggregates.group("$" + STATUS, Accumulators.sum("count", 1))))
                .forEach(row -> counts.put(WithdrawalStatus.valueOf(row.getString("_id")), row.getInteger("count", 0)));
        return counts;
    }

    private @Nullable Withdrawal read(@Nullable Document found) {
        return found == null ? null : MongoWithdrawalDocument.read(found, currencies);
    }
}
