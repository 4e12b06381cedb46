package dev.coffer.auth.session;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.token.Authentication;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments.Change;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Collection {@code sessions}: one document for each refresh family, under the session's id; forgotten by a TTL index. */
final class MongoSessions implements Sessions, DeclaresIndexes {

    static final String COLLECTION = "sessions";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    static final String USER_ID = "userId";
    private static final String GENERATION = "generation";
    private static final String CURRENT = "current";
    private static final String PREVIOUS = "previous";
    private static final String STARTED_AT = "startedAt";
    private static final String ROTATED_AT = "rotatedAt";
    private static final String STRENGTH = "strength";
    private static final String AUTHENTICATED_AT = "authenticatedAt";
    private static final String DEVICE = "device";
    private static final String STARTED_FROM = "startedFrom";
    private static final String SEEN_FROM = "seenFrom";
    private static final String ENDED_AT = "endedAt";
    private static final String END_REASON = "endReason";
    private static final String FORGET_AT = "forgetAt";
    private static final Bson GOES_ON = Filters.exists(ENDED_AT, false);
    /** Says the same for an index, which cannot hold what lacks a field: there from the start or the next refresh on. */
    private static final String IS_OPEN = "isOpen";

    private static final Bson LISTED = Filters.eq(IS_OPEN, true);

    private final TenantCollection sessions;
    private final MongoCollection<Document> everybodys;
    private final Pages pages;

    MongoSessions(MongoDatabase database, Pages pages) {
        this.sessions = new TenantCollection(database, COLLECTION);
        this.everybodys = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public @Nullable RefreshFamily find(UnitOfWork unit, String tenantId, String sessionId) {
        Document document = sessions.of(tenantId).findOne(unit, goingOn(sessionId));
        return document == null ? null : read(document);
    }

    @Override
    public @Nullable RefreshFamily find(String tenantId, String sessionId) {
        Document document = sessions.of(tenantId).findOne(goingOn(sessionId));
        return document == null ? null : read(document);
    }

    @Override
    public List<RefreshFamily> findAll(String tenantId, Collection<String> sessionIds) {
        return sessions.of(tenantId)
                .find(Filters.and(Filters.in("_id", sessionIds), GOES_ON))
                .map(MongoSessions::read)
                .into(new ArrayList<>());
    }

    private static Bson goingOn(String sessionId) {
        return Filters.and(Filters.eq("_id", sessionId), GOES_ON);
    }

    @Override
    public Connection<RefreshFamily> page(
            String tenantId, String userId, Instant refreshedAfter, PageRequest page, boolean isCounted) {
        Bson theirs = Filters.and(
                Filters.eq(TENANT_ID, tenantId),
                Filters.eq(USER_ID, userId),
                LISTED,
                Filters.gt(ROTATED_AT, Date.from(refreshedAfter)));
        MongoKeyset keyset = new MongoKeyset(everybodys, theirs, STARTED_AT, false);
        return pages.page(page, String.join("|", "sessions", tenantId, userId), keyset, isCounted)
                .map(MongoSessions::read);
    }

    @Override
    public void insert(UnitOfWork unit, RefreshFamily family, Instant forgetAt) {
        sessions.of(family.tenantId())
                .insert(
                        unit,
                        new Document("_id", family.sessionId())
                                .append(USER_ID, family.userId())
                                .append(GENERATION, family.generation())
                                .append(CURRENT, new Binary(family.current()))
                                .append(PREVIOUS, new Binary(family.previous()))
                                .append(STARTED_AT, Date.from(family.startedAt()))
                                .append(ROTATED_AT, Date.from(family.rotatedAt()))
                                .append(IS_OPEN, true)
                                .append(
                                        STRENGTH,
                                        family.authentication().strength().name())
                                .append(
                                        AUTHENTICATED_AT,
                                        Date.from(family.authentication().at()))
                                .append(DEVICE, family.whereabouts().device())
                                .append(STARTED_FROM, text(family.whereabouts().startedFrom()))
                                .append(SEEN_FROM, text(family.whereabouts().seenFrom()))
                                .append(FORGET_AT, Date.from(forgetAt)));
    }

    @Override
    public boolean rotate(UnitOfWork unit, RefreshFamily rotated) {
        return sessions.of(rotated.tenantId())
                        .update(unit, beforeIt(rotated), rotation(rotated))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public int rotateAll(String tenantId, List<RefreshFamily> rotated) {
        return sessions.of(tenantId)
                .updateEach(rotated.stream()
                        .map(family -> new Change(beforeIt(family), rotation(family)))
                        .toList());
    }

    private static Bson beforeIt(RefreshFamily rotated) {
        return Filters.and(goingOn(rotated.sessionId()), Filters.eq(GENERATION, rotated.generation() - 1));
    }

    private static Bson rotation(RefreshFamily rotated) {
        return Updates.combine(
                Updates.set(GENERATION, rotated.generation()),
                Updates.set(CURRENT, new Binary(rotated.current())),
                Updates.set(PREVIOUS, new Binary(rotated.previous())),
                Updates.set(ROTATED_AT, Date.from(rotated.rotatedAt())),
                Updates.set(SEEN_FROM, text(rotated.whereabouts().seenFrom())),
                Updates.set(IS_OPEN, true));
    }

    @Override
    public boolean raise(UnitOfWork unit, String tenantId, String sessionId, Authentication authentication) {
        Bson change = Updates.combine(
                Updates.set(STRENGTH, authentication.strength().name()),
                Updates.set(AUTHENTICATED_AT, Date.from(authentication.at())));
        return sessions.of(tenantId).update(unit, goingOn(sessionId), change).getMatchedCount() == 1;
    }

    @Override
    public boolean end(UnitOfWork unit, String tenantId, String sessionId, EndReason reason, Instant now) {
        return sessions.of(tenantId)
                        .update(unit, goingOn(sessionId), ended(reason, now))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public List<String> endAll(
            UnitOfWork unit,
            String tenantId,
            String userId,
            @Nullable String exceptSessionId,
            EndReason reason,
            Instant now) {
        Bson theirs = Filters.and(Filters.eq(TENANT_ID, tenantId), Filters.eq(USER_ID, userId), GOES_ON);
        Bson filter = exceptSessionId == null ? theirs : Filters.and(theirs, Filters.ne("_id", exceptSessionId));
        List<String> ids = new ArrayList<>();
        for (Document document :
                unit.collection(COLLECTION).find(unit.session(), filter).projection(Projections.include("_id"))) {
            ids.add(document.getString("_id"));
        }
        unit.collection(COLLECTION).updateMany(unit.session(), Filters.in("_id", ids), ended(reason, now));
        return ids;
    }

    /** Where it was used is nobody's business any more. */
    private static Bson ended(EndReason reason, Instant now) {
        return Updates.combine(
                Updates.set(ENDED_AT, Date.from(now)),
                Updates.set(END_REASON, reason.name()),
                Updates.unset(IS_OPEN),
                Updates.unset(DEVICE),
                Updates.unset(STARTED_FROM),
                Updates.unset(SEEN_FROM));
    }

    private static RefreshFamily read(Document document) {
        return new RefreshFamily(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                Objects.requireNonNull(document.getLong(GENERATION), GENERATION),
                bytes(document, CURRENT),
                bytes(document, PREVIOUS),
                instant(document, STARTED_AT),
                instant(document, ROTATED_AT),
                authentication(document),
                new Whereabouts(
                        document.getString(DEVICE), address(document, STARTED_FROM), address(document, SEEN_FROM)));
    }

    private static @Nullable String text(@Nullable ClientAddress address) {
        return address == null ? null : address.text();
    }

    private static @Nullable ClientAddress address(Document document, String field) {
        String text = document.getString(field);
        return text == null ? null : ClientAddress.find(text);
    }

    /** A session of before there were second factors was started with a password. */
    private static Authentication authentication(Document document) {
        String strength = document.getString(STRENGTH);
        return strength == null
                ? new Authentication(Strength.PASSWORD, instant(document, STARTED_AT))
                : new Authentication(Strength.valueOf(strength), instant(document, AUTHENTICATED_AT));
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "sessions_user", Indexes.ascending(TENANT_ID, USER_ID)),
                IndexDeclaration.on(
                                COLLECTION,
                                "sessions_open",
                                Indexes.compoundIndex(
                                        Indexes.ascending(TENANT_ID, USER_ID), Indexes.descending(STARTED_AT, "_id")))
                        .onlyWhere(LISTED),
                IndexDeclaration.on(COLLECTION, "sessions_expiry", Indexes.ascending(FORGET_AT))
                        .expiringAfter(Duration.ZERO));
    }
}
