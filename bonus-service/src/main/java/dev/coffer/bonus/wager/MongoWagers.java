package dev.coffer.bonus.wager;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Wagers} in the collections {@code bonus_wallets}, {@code wagered_bets} and {@code contributions}; written by key, in bulk. */
final class MongoWagers implements Wagers, DeclaresIndexes {

    private static final String WALLETS = "bonus_wallets";
    private static final String BETS = "wagered_bets";
    private static final String CONTRIBUTIONS = "contributions";
    private static final String ID = "_id";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String AWARD = "awardId";
    private static final String AT = "at";
    /** When a bet was placed that is over; not there of one that is open. */
    private static final String OVER = "over";

    /** A game that rolls a bet back later finds nobody's bonus changed. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> wallets;
    private final MongoCollection<Document> bets;
    private final MongoCollection<Document> contributions;
    private final Pages pages;

    MongoWagers(MongoDatabase database, Pages pages) {
        this.wallets = database.getCollection(WALLETS);
        this.bets = database.getCollection(BETS);
        this.contributions = database.getCollection(CONTRIBUTIONS);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        CONTRIBUTIONS,
                        "award_newest",
                        Indexes.compoundIndex(Indexes.ascending(TENANT, AWARD), Indexes.descending(AT, ID))),
                // A bet that is open has no such field, and is kept.
                IndexDeclaration.on(BETS, "forgotten", Indexes.ascending(OVER)).expiringAfter(REMEMBERED));
    }

    @Override
    public List<BonusWallet> wallets(UnitOfWork unit, Collection<String> walletIds) {
        return wallets.find(unit.session(), Filters.in(ID, walletIds))
                .map(MongoWagers::wallet)
                .into(new ArrayList<>());
    }

    private static BonusWallet wallet(Document document) {
        Map<String, List<Share>> outOfUse = new HashMap<>();
        document.getList("outOfUse", Document.class)
                .forEach(one -> outOfUse.put(one.getString("of"), shares(one, "shares")));
        return new BonusWallet(
                document.getString(ID),
                document.getString(TENANT),
                document.getString("userId"),
                document.getLong("seq"),
                document.getLong("loose"),
                outOfUse);
    }

    @Override
    public List<WageredBet> bets(UnitOfWork unit, Collection<WageredBet.Key> keys) {
        List<String> ids = keys.stream().map(MongoWagers::id).toList();
        return ids.isEmpty()
                ? List.of()
                : bets.find(unit.session(), Filters.in(ID, ids))
                        .map(MongoWagers::bet)
                        .into(new ArrayList<>());
    }

    private static String id(WageredBet.Key key) {
        return key.walletId() + '/' + key.betId();
    }

    private static WageredBet bet(Document document) {
        return new WageredBet(
                document.getString(TENANT),
                document.getString("walletId"),
                document.getString("betId"),
                document.getString("userId"),
                document.getString("gameId"),
                document.getLong("order"),
                document.getLong("stake"),
                shares(document, "staked"),
                shares(document, "won"),
                shares(document, "counted"),
                document.getList("candidates", String.class),
                WageredBet.Status.valueOf(document.getString("status")),
                document.getDate(AT).toInstant());
    }

    private static List<Share> shares(Document document, String field) {
        return document.getList(field, Document.class).stream()
                .map(share -> new Share(share.getString("award"), share.getLong("minor")))
                .toList();
    }

    private static List<Document> write(List<Share> shares) {
        return shares.stream()
                .map(share -> new Document("award", share.awardId()).append("minor", share.minor()))
                .toList();
    }

    @Override
    public void saveWallets(UnitOfWork unit, Collection<BonusWallet> changed) {
        save(
                unit,
                wallets,
                changed.stream()
                        .map(wallet -> new Document(ID, wallet.walletId())
                                .append(TENANT, wallet.tenantId())
                                .append("userId", wallet.userId())
                                .append("seq", wallet.seq())
                                .append("loose", wallet.loose())
                                .append(
                                        "outOfUse",
                                        wallet.outOfUse().entrySet().stream()
                                                .map(one -> new Document("of", one.getKey())
                                                        .append("shares", write(one.getValue())))
                                                .toList())));
    }

    @Override
    public void saveBets(UnitOfWork unit, Collection<WageredBet> changed, Predicate<WageredBet> isNew) {
        insert(unit, bets, changed.stream().filter(isNew).map(MongoWagers::write));
        save(unit, bets, changed.stream().filter(isNew.negate()).map(MongoWagers::write));
    }

    private static Document write(WageredBet bet) {
        Document document = new Document(ID, id(bet.key()))
                .append(TENANT, bet.tenantId())
                .append("walletId", bet.walletId())
                .append("betId", bet.betId())
                .append("userId", bet.userId())
                .append("gameId", bet.gameId())
                .append("order", bet.order())
                .append("stake", bet.stake())
                .append("staked", write(bet.staked()))
                .append("won", write(bet.won()))
                .append("counted", write(bet.counted()))
                .append("candidates", bet.candidates())
                .append("status", bet.status().name())
                .append(AT, Date.from(bet.at()));
        return bet.status() == WageredBet.Status.OPEN ? document : document.append(OVER, Date.from(bet.at()));
    }

    @Override
    public void saveContributions(UnitOfWork unit, Collection<Contribution> changed, Predicate<Contribution> isNew) {
        insert(unit, contributions, changed.stream().filter(isNew).map(MongoWagers::write));
        save(unit, contributions, changed.stream().filter(isNew.negate()).map(MongoWagers::write));
    }

    private static Document write(Contribution one) {
        return new Document(ID, one.id())
                .append(TENANT, one.tenantId())
                .append(AWARD, one.awardId())
                .append("walletId", one.walletId())
                .append("betId", one.betId())
                .append("gameId", one.gameId())
                .append("stake", one.stake())
                .append("percent", one.percent())
                .append("counted", one.counted())
                .append("reason", one.reason() == null ? null : one.reason().name())
                .append(AT, Date.from(one.at()));
    }

    private static void insert(UnitOfWork unit, MongoCollection<Document> collection, Stream<Document> documents) {
        List<Document> all = documents.toList();
        if (!all.isEmpty()) {
            collection.insertMany(unit.session(), all);
        }
    }

    private static void save(UnitOfWork unit, MongoCollection<Document> collection, Stream<Document> documents) {
        List<ReplaceOneModel<Document>> all = documents
                .map(document -> new ReplaceOneModel<>(Filters.eq(ID, document.get(ID)), document, UPSERT))
                .toList();
        if (!all.isEmpty()) {
            collection.bulkWrite(unit.session(), all);
        }
    }

    @Override
    public Connection<Contribution> contributions(
            String tenantId, String awardId, PageRequest request, boolean isCounted) {
        Bson ofAward = Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(AWARD, awardId));
        MongoKeyset keyset = new MongoKeyset(contributions, ofAward, AT, false);
        return pages.page(request, "contributions|" + tenantId + "|" + awardId, keyset, isCounted)
                .map(MongoWagers::contribution);
    }

    private static Contribution contribution(Document document) {
        return new Contribution(
                document.getString(TENANT),
                document.getString(AWARD),
                document.getString("walletId"),
                document.getString("betId"),
                document.getString("gameId"),
                document.getLong("stake"),
                document.getInteger("percent"),
                document.getLong("counted"),
                reason(document.getString("reason")),
                document.getDate(AT).toInstant());
    }

    private static @Nullable Uncounted reason(@Nullable String name) {
        return name == null ? null : Uncounted.valueOf(name);
    }
}
