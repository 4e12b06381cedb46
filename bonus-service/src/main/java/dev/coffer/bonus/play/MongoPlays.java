package dev.coffer.bonus.play;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.competition.Scored;
import dev.coffer.bonus.selection.Selection;
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
import org.bson.Document;
import org.bson.conversions.Bson;

/** {@link Plays} in the collections {@code played_bets} and {@code play_sums}; written in bulk. */
final class MongoPlays implements Plays, DeclaresIndexes {

    private static final String BETS = "played_bets";
    private static final String SUMS = "play_sums";
    private static final String ID = "_id";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String PERIOD = "period";
    private static final String CURRENCY = "currency";
    private static final String USER_ID = "userId";
    private static final String GAME = "gameId";
    private static final String COUNT = "bets";
    private static final String STAKED = "staked";
    private static final String OWN_STAKED = "ownStaked";
    private static final String OWN_WON = "ownWon";
    private static final String SELECTIONS = "selections";
    private static final String AT = "at";
    private static final String CHANGED_AT = "changedAt";

    /** A rollback that comes later than this after its bet takes nothing back here. */
    private static final Duration BETS_KEPT = Duration.ofDays(90);

    /** Periods are paid within 62 days after their end; no rollback takes anything from one later than 90 days after its bet. */
    private static final Duration SUMS_KEPT = Duration.ofDays(190);

    private final MongoCollection<Document> bets;
    private final MongoCollection<Document> sums;

    MongoPlays(MongoDatabase database) {
        this.bets = database.getCollection(BETS);
        this.sums = database.getCollection(SUMS);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(BETS, "forgotten", Indexes.ascending(AT)).expiringAfter(BETS_KEPT),
                IndexDeclaration.on(
                                SUMS,
                                "tenant_period_currency_user_game",
                                Indexes.ascending(TENANT, PERIOD, CURRENCY, USER_ID, GAME))
                        .unique(),
                IndexDeclaration.on(SUMS, "forgotten", Indexes.ascending(CHANGED_AT))
                        .expiringAfter(SUMS_KEPT));
    }

    @Override
    public List<PlayedBet> bets(UnitOfWork unit, Collection<PlayedBet.Key> keys) {
        List<String> ids = keys.stream().map(MongoPlays::id).toList();
        return bets.find(unit.session(), Filters.in(ID, ids))
                .map(MongoPlays::bet)
                .into(new ArrayList<>());
    }

    private static String id(PlayedBet.Key key) {
        return key.walletId() + '/' + key.betId();
    }

    private static PlayedBet bet(Document document) {
        return new PlayedBet(
                new PlayedBet.Key(document.getString("walletId"), document.getString("betId")),
                document.getString(TENANT),
                document.getString(USER_ID),
                document.getString(GAME),
                document.getString(CURRENCY),
                document.getLong("seq"),
                sum(document),
                document.get("won", 0L),
                document.getList("periods", String.class),
                scored(document),
                selections(document),
                document.getBoolean("over"),
                document.getDate(AT).toInstant());
    }

    /** What was stored by an earlier release has none. */
    private static List<Scored> scored(Document document) {
        return document.getList("scored", Document.class, List.of()).stream()
                .map(one -> new Scored(one.getString("board"), one.getLong("points")))
                .toList();
    }

    /** What was stored by an earlier release has none. */
    private static List<Selection> selections(Document document) {
        return document.getList(SELECTIONS, Document.class, List.of()).stream()
                .map(one -> Selection.of(one.getString("id"), one.getString("category"), one.getString("value")))
                .toList();
    }

    private static List<Document> chosen(PlayedBet bet) {
        return bet.selections().stream()
                .map(one -> new Document("id", one.id())
                        .append("category", one.category())
                        .append("value", one.value().toPlainString()))
                .toList();
    }

    private static List<Document> write(List<Scored> scored) {
        return scored.stream()
                .map(one -> new Document("board", one.board()).append("points", one.points()))
                .toList();
    }

    private static Sum sum(Document document) {
        return new Sum(
                document.getLong(COUNT),
                document.getLong(STAKED),
                document.getLong(OWN_STAKED),
                document.getLong(OWN_WON));
    }

    @Override
    public void save(UnitOfWork unit, Collection<PlayedBet> changed) {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<ReplaceOneModel<Document>> writes = changed.stream()
                .map(bet -> new ReplaceOneModel<>(Filters.eq(ID, id(bet.key())), write(bet), upsert))
                .toList();
        if (!writes.isEmpty()) {
            bets.bulkWrite(unit.session(), writes);
        }
    }

    private static Document write(PlayedBet bet) {
        return new Document(ID, id(bet.key()))
                .append("walletId", bet.key().walletId())
                .append("betId", bet.key().betId())
                .append(TENANT, bet.tenantId())
                .append(USER_ID, bet.userId())
                .append(GAME, bet.gameId())
                .append(CURRENCY, bet.currency())
                .append("seq", bet.seq())
                .append(COUNT, bet.sum().bets())
                .append(STAKED, bet.sum().staked())
                .append(OWN_STAKED, bet.sum().ownStaked())
                .append(OWN_WON, bet.sum().ownWon())
                .append("won", bet.won())
                .append("periods", bet.periods())
                .append("scored", write(bet.scored()))
                .append(SELECTIONS, chosen(bet))
                .append("over", bet.isOver())
                .append(AT, Date.from(bet.at()));
    }

    @Override
    public void add(UnitOfWork unit, Map<Sum.Key, Sum> added) {
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        List<UpdateOneModel<Document>> writes = new ArrayList<>();
        added.forEach((key, sum) -> writes.add(new UpdateOneModel<>(
                Filters.and(
                        Filters.eq(TENANT, key.tenantId()),
                        Filters.eq(PERIOD, key.period()),
                        Filters.eq(CURRENCY, key.currency()),
                        Filters.eq(USER_ID, key.userId()),
                        Filters.eq(GAME, key.gameId())),
                Updates.combine(
                        Updates.inc(COUNT, sum.bets()),
                        Updates.inc(STAKED, sum.staked()),
                        Updates.inc(OWN_STAKED, sum.ownStaked()),
                        Updates.inc(OWN_WON, sum.ownWon()),
                        Updates.currentDate(CHANGED_AT)),
                upsert)));
        if (!writes.isEmpty()) {
            sums.bulkWrite(unit.session(), writes);
        }
    }

    @Override
    public Map<String, Sum> of(UnitOfWork unit, String tenantId, String period, String currency, String userId) {
        Map<String, Sum> games = new HashMap<>();
        sums.find(unit.session(), Filters.and(in(tenantId, period, currency), Filters.eq(USER_ID, userId)))
                .forEach(found -> games.put(found.getString(GAME), sum(found)));
        return games;
    }

    @Override
    public List<OfUser> next(String tenantId, String period, String currency, String after, int users) {
        List<OfUser> found = new ArrayList<>();
        String userId = "";
        Map<String, Sum> games = new HashMap<>();
        try (MongoCursor<Document> cursor = sums.find(
                        Filters.and(in(tenantId, period, currency), Filters.gt(USER_ID, after)))
                .sort(Sorts.ascending(USER_ID, GAME))
                .cursor()) {
            while (cursor.hasNext() && found.size() < users) {
                Document next = cursor.next();
                if (!next.getString(USER_ID).equals(userId)) {
                    addTo(found, userId, games);
                    userId = next.getString(USER_ID);
                    games = new HashMap<>();
                }
                games.put(next.getString(GAME), sum(next));
            }
        }
        if (found.size() < users) {
            addTo(found, userId, games);
        }
        return found;
    }

    private static void addTo(List<OfUser> found, String userId, Map<String, Sum> games) {
        if (!games.isEmpty()) {
            found.add(new OfUser(userId, games));
        }
    }

    private static Bson in(String tenantId, String period, String currency) {
        return Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(PERIOD, period), Filters.eq(CURRENCY, currency));
    }
}
