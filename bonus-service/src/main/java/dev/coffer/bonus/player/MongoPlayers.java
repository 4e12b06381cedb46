package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.rule.KycTier;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Players} in the collections {@code players} and {@code heard_occasions}. */
final class MongoPlayers implements Players, DeclaresIndexes {

    private static final String PLAYERS = "players";
    private static final String HEARD = "heard_occasions";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String USER_ID = "userId";
    private static final String COUNTRY = "country";
    private static final String TIER = "tier";
    private static final String TIER_VERSION = "tierVersion";
    private static final String SEGMENTS = "segments";
    private static final String REGISTERED_AT = "registeredAt";
    private static final String DEPOSITS = "deposits";
    private static final String DEPOSITED = "deposited";
    private static final String LAST_DEPOSIT_AT = "lastDepositAt";
    private static final String PURCHASES = "purchases";
    private static final String BIRTHDAY = "birthday";
    private static final String LAST_VISIT = "lastVisit";
    private static final String VISITS_IN_A_ROW = "visitsInARow";
    private static final String VISIT_KEY = "visitKey";
    private static final Bson BY_USER = Sorts.ascending(USER_ID);
    private static final String OCCASION = "occasion";
    private static final String HEARD_AT = "heardAt";

    /** Emitters keep their events for 7 days; nothing comes again after that. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final TenantCollection players;
    private final TenantCollection heard;

    MongoPlayers(MongoDatabase database) {
        this.players = new TenantCollection(database, PLAYERS);
        this.heard = new TenantCollection(database, HEARD);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(PLAYERS, "tenant_user", Indexes.ascending(TENANT, USER_ID))
                        .unique(),
                // Serves bornOn.
                IndexDeclaration.on(PLAYERS, "tenant_birthday_user", Indexes.ascending(TENANT, BIRTHDAY, USER_ID))
                        .onlyWhere(Filters.type(BIRTHDAY, BsonType.STRING)),
                // Serves registeredWithin.
                IndexDeclaration.on(PLAYERS, "tenant_registered", Indexes.ascending(TENANT, REGISTERED_AT)),
                // Serves lastDepositedWithin.
                IndexDeclaration.on(PLAYERS, "tenant_last_deposit", Indexes.ascending(TENANT, LAST_DEPOSIT_AT)),
                IndexDeclaration.on(HEARD, "tenant_occasion", Indexes.ascending(TENANT, OCCASION))
                        .unique(),
                IndexDeclaration.on(HEARD, "forgotten", Indexes.ascending(HEARD_AT))
                        .expiringAfter(REMEMBERED));
    }

    @Override
    public Player find(String tenantId, String userId) {
        Document found = players.of(tenantId).findOne(byUser(userId));
        return found == null ? Player.unknown(tenantId, userId) : parse(found);
    }

    @Override
    public Map<String, Player> find(String tenantId, Collection<String> userIds) {
        Map<String, Player> found = new HashMap<>();
        userIds.forEach(userId -> found.put(userId, Player.unknown(tenantId, userId)));
        players.of(tenantId)
                .find(Filters.in(USER_ID, userIds))
                .map(MongoPlayers::parse)
                .forEach(player -> found.put(player.userId(), player));
        return found;
    }

    @Override
    public Player hold(UnitOfWork unit, String tenantId, String userId) {
        FindOneAndUpdateOptions made =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        return parse(Objects.requireNonNull(
                players.of(tenantId).findAndUpdate(unit, byUser(userId), Updates.inc("turns", 1L), made)));
    }

    @Override
    public void save(UnitOfWork unit, Player player) {
        Document fields = new Document(COUNTRY, player.country())
                .append(TIER, player.tier().name())
                .append(TIER_VERSION, player.tierVersion())
                .append(SEGMENTS, player.segments())
                .append(REGISTERED_AT, date(player.registeredAt()))
                .append(DEPOSITS, player.deposits())
                .append(DEPOSITED, new Document(new HashMap<>(player.deposited())))
                .append(LAST_DEPOSIT_AT, date(player.lastDepositAt()))
                .append(PURCHASES, player.purchases())
                .append(
                        BIRTHDAY,
                        player.birthday() == null ? null : player.birthday().toString())
                .append(
                        LAST_VISIT,
                        player.visits().last() == null
                                ? null
                                : player.visits().last().toString())
                .append(VISITS_IN_A_ROW, player.visits().inARow())
                .append(VISIT_KEY, player.visits().key());
        players.of(player.tenantId()).upsert(unit, byUser(player.userId()), new Document("$set", fields));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        players.of(tenantId).delete(unit, byUser(userId));
    }

    @Override
    public boolean isNew(UnitOfWork unit, String tenantId, String occasion, Instant at) {
        return heard.of(tenantId)
                        .upsert(unit, Filters.eq(OCCASION, occasion), Updates.setOnInsert(HEARD_AT, Date.from(at)))
                        .getUpsertedId()
                != null;
    }

    @Override
    public List<String> bornOn(String tenantId, Set<MonthDay> days, String after, int limit) {
        List<String> texts = days.stream().map(MonthDay::toString).toList();
        // The type lets the partial index serve it.
        Bson born = Filters.and(Filters.in(BIRTHDAY, texts), Filters.type(BIRTHDAY, BsonType.STRING));
        return users(tenantId, born, after, limit);
    }

    @Override
    public List<String> registeredWithin(String tenantId, List<Span> spans, String after, int limit) {
        List<Bson> within =
                spans.stream().map(span -> within(REGISTERED_AT, span)).toList();
        return users(tenantId, Filters.or(within), after, limit);
    }

    @Override
    public List<String> lastDepositedWithin(String tenantId, Span span, String after, int limit) {
        return users(tenantId, within(LAST_DEPOSIT_AT, span), after, limit);
    }

    @Override
    public List<String> all(String tenantId, String after, int limit) {
        return users(tenantId, Filters.empty(), after, limit);
    }

    private List<String> users(String tenantId, Bson which, String after, int limit) {
        return players.of(tenantId)
                .find(Filters.and(Filters.gt(USER_ID, after), which))
                .sort(BY_USER)
                .limit(limit)
                .map(found -> found.getString(USER_ID))
                .into(new ArrayList<>());
    }

    private static Bson within(String field, Span span) {
        return Filters.and(Filters.gte(field, Date.from(span.from())), Filters.lt(field, Date.from(span.until())));
    }

    private static Bson byUser(String userId) {
        return Filters.eq(USER_ID, userId);
    }

    private static @Nullable Date date(@Nullable Instant at) {
        return at == null ? null : Date.from(at);
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date at = document.getDate(field);
        return at == null ? null : at.toInstant();
    }

    private static Player parse(Document document) {
        Map<String, Long> sums = new HashMap<>();
        document.get(DEPOSITED, new Document())
                .forEach((currency, minor) -> sums.put(currency, ((Number) minor).longValue()));
        String birthday = document.getString(BIRTHDAY);
        String lastVisit = document.getString(LAST_VISIT);
        return new Player(
                document.getString(TENANT),
                document.getString(USER_ID),
                document.getString(COUNTRY),
                KycTier.valueOf(document.get(TIER, KycTier.NONE.name())),
                document.get(TIER_VERSION, 0L),
                document.getList(SEGMENTS, String.class, List.of()),
                instant(document, REGISTERED_AT),
                document.get(DEPOSITS, 0),
                sums,
                instant(document, LAST_DEPOSIT_AT),
                document.get(PURCHASES, 0),
                birthday == null ? null : MonthDay.parse(birthday),
                new Player.Visits(
                        lastVisit == null ? null : LocalDate.parse(lastVisit),
                        document.get(VISITS_IN_A_ROW, 0),
                        document.getString(VISIT_KEY)));
    }
}
