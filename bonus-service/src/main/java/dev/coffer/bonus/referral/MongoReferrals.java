package dev.coffer.bonus.referral;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Referrals} in the collections {@code referral_codes} and {@code referrals}. */
final class MongoReferrals implements Referrals, DeclaresIndexes {

    private static final String CODES = "referral_codes";
    private static final String REFERRALS = "referrals";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String USER_ID = "userId";
    private static final String REFERRER_ID = "referrerId";
    private static final String CODE = "code";
    private static final String LINE = "line";
    private static final String STATE = "state";
    private static final String AT = "at";
    private static final String QUALIFIED_AT = "qualifiedAt";

    private final TenantCollection codes;
    private final TenantCollection referrals;

    MongoReferrals(MongoDatabase database) {
        this.codes = new TenantCollection(database, CODES);
        this.referrals = new TenantCollection(database, REFERRALS);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(CODES, "tenant_user", Indexes.ascending(TENANT, USER_ID))
                        .unique(),
                IndexDeclaration.on(CODES, "tenant_code", Indexes.ascending(TENANT, CODE))
                        .unique(),
                IndexDeclaration.on(REFERRALS, "tenant_user", Indexes.ascending(TENANT, USER_ID))
                        .unique(),
                // Serves countOf and broughtBy.
                IndexDeclaration.on(
                        REFERRALS, "tenant_referrer_user", Indexes.ascending(TENANT, REFERRER_ID, USER_ID)));
    }

    @Override
    public String codeOf(UnitOfWork unit, String tenantId, String userId, String fresh) {
        Document found = codes.of(tenantId)
                .findAndUpdate(
                        unit,
                        Filters.eq(USER_ID, userId),
                        Updates.setOnInsert(CODE, fresh),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return Objects.requireNonNull(found).getString(CODE);
    }

    @Override
    public @Nullable String ownerOf(UnitOfWork unit, String tenantId, String code) {
        Document found = codes.of(tenantId).findOne(unit, Filters.eq(CODE, code));
        return found == null ? null : found.getString(USER_ID);
    }

    @Override
    public @Nullable Referral find(UnitOfWork unit, String tenantId, String userId) {
        Document found = referrals.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        return found == null ? null : parse(found);
    }

    @Override
    public void insert(UnitOfWork unit, Referral referral) {
        referrals.of(referral.tenantId()).insert(unit, write(referral).append(USER_ID, referral.userId()));
    }

    @Override
    public void save(UnitOfWork unit, Referral referral) {
        referrals
                .of(referral.tenantId())
                .update(unit, Filters.eq(USER_ID, referral.userId()), new Document("$set", write(referral)));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        referrals.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    @Override
    public int countOf(UnitOfWork unit, String tenantId, String referrerId, int most) {
        return referrals
                .of(tenantId)
                .find(unit, Filters.eq(REFERRER_ID, referrerId))
                .projection(Projections.include(USER_ID))
                .limit(most)
                .into(new ArrayList<>())
                .size();
    }

    @Override
    public List<Referral> broughtBy(UnitOfWork unit, String tenantId, Collection<String> referrerIds, int limit) {
        Bson brought = Filters.in(REFERRER_ID, referrerIds);
        return referrals
                .of(tenantId)
                .find(unit, brought)
                .sort(Sorts.ascending(REFERRER_ID, USER_ID))
                .limit(limit)
                .map(MongoReferrals::parse)
                .into(new ArrayList<>());
    }

    private static Document write(Referral referral) {
        return new Document(REFERRER_ID, referral.referrerId())
                .append(LINE, referral.line())
                .append(STATE, referral.state().name())
                .append(AT, Date.from(referral.at()))
                .append(QUALIFIED_AT, referral.qualifiedAt() == null ? null : Date.from(referral.qualifiedAt()));
    }

    private static Referral parse(Document document) {
        Date qualifiedAt = document.getDate(QUALIFIED_AT);
        Instant qualified = qualifiedAt == null ? null : qualifiedAt.toInstant();
        return new Referral(
                document.getString(TENANT),
                document.getString(USER_ID),
                document.getList(LINE, String.class),
                Referral.State.valueOf(document.getString(STATE)),
                document.getDate(AT).toInstant(),
                qualified);
    }
}
