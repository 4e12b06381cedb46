package dev.coffer.kyc.profile;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link KycProfiles} in the collection {@code profiles}, one document for each user. */
final class MongoKycProfiles implements KycProfiles, DeclaresIndexes {

    private static final String COLLECTION = "profiles";
    private static final String USER_ID = "userId";
    private static final String TIER = "tier";
    private static final String TIER_VERSION = "tierVersion";
    private static final String STATE = "state";
    private static final String REQUESTED = "requestedTier";
    private static final String UPDATED_AT = "updatedAt";
    private static final String IN_REVIEW = "IN_REVIEW";

    private final TenantCollection profiles;

    MongoKycProfiles(MongoDatabase database) {
        this.profiles = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique());
    }

    @Override
    public @Nullable KycProfile find(String tenantId, String userId) {
        return parse(profiles.of(tenantId).findOne(Filters.eq(USER_ID, userId)));
    }

    @Override
    public @Nullable KycProfile find(UnitOfWork unit, String tenantId, String userId) {
        return parse(profiles.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId)));
    }

    @Override
    public List<KycProfile> ofUsers(String tenantId, Collection<String> userIds) {
        List<KycProfile> found = new ArrayList<>();
        for (Document document :
                profiles.of(tenantId).find(Filters.in(USER_ID, userIds)).limit(MAX_BATCH)) {
            found.add(Objects.requireNonNull(parse(document)));
        }
        return found;
    }

    @Override
    public void open(UnitOfWork unit, KycProfile profile) {
        List<Bson> fields = new ArrayList<>();
        toFields(profile).forEach((name, value) -> fields.add(Updates.setOnInsert(name, value)));
        profiles.of(profile.tenantId()).upsert(unit, Filters.eq(USER_ID, profile.userId()), Updates.combine(fields));
    }

    @Override
    public void save(UnitOfWork unit, KycProfile profile) {
        profiles.of(profile.tenantId())
                .upsert(unit, Filters.eq(USER_ID, profile.userId()), new Document("$set", toFields(profile)));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        profiles.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    private static Document toFields(KycProfile profile) {
        return new Document(TIER, profile.tier().name())
                .append(TIER_VERSION, profile.tierVersion())
                .append(STATE, profile.state())
                .append(
                        REQUESTED,
                        profile.requestedTier() == null
                                ? null
                                : profile.requestedTier().name())
                .append(UPDATED_AT, Date.from(profile.updatedAt()));
    }

    private static @Nullable KycProfile parse(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        String tenantId = document.getString(TenantCollection.TENANT_ID);
        String userId = document.getString(USER_ID);
        KycTier tier = KycTier.valueOf(document.getString(TIER));
        // What was stored before tiers were counted has none.
        long tierVersion = Objects.requireNonNullElse(document.getLong(TIER_VERSION), 0L);
        Date updatedAt = document.getDate(UPDATED_AT);
        String state = document.getString(STATE);
        return state.equals(IN_REVIEW)
                ? new KycProfile.InReview(
                        tenantId,
                        userId,
                        tier,
                        tierVersion,
                        KycTier.valueOf(document.getString(REQUESTED)),
                        updatedAt.toInstant())
                : new KycProfile.Settled(
                        tenantId, userId, tier, tierVersion, KycProfile.Outcome.valueOf(state), updatedAt.toInstant());
    }
}
