package dev.coffer.auth.factor;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.user.User;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code second_factors}: one document for each user who has had one, under the user's id, so that whatever changes a
 * user's factors at once collides there.
 */
final class MongoFactors implements Factors {

    private static final String TOTP = "totp";
    private static final String ENROLLED_AT = "enrolledAt";
    private static final String LAST_STEP = "lastStep";
    private static final String LAST_USED_AT = "lastUsedAt";
    private static final String RECOVERY_CODES = "recoveryCodes";
    private static final String STEP_OF_TOTP = TOTP + "." + LAST_STEP;
    private static final String USE_OF_TOTP = TOTP + "." + LAST_USED_AT;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final TenantCollection factors;

    MongoFactors(MongoDatabase database) {
        this.factors = new TenantCollection(database, "second_factors");
    }

    @Override
    public @Nullable TotpFactor totp(String tenantId, String userId) {
        return read(factors.of(tenantId).findOne(Filters.eq("_id", userId)));
    }

    @Override
    public @Nullable TotpFactor totp(UnitOfWork unit, User user) {
        return read(factors.of(user.tenantId()).findOne(unit, of(user)));
    }

    @Override
    public void saveTotp(UnitOfWork unit, User user, TotpFactor totp, List<byte[]> recoveryCodes) {
        Document app = MongoSealedDocument.write(totp.secret())
                .append(ENROLLED_AT, Date.from(totp.enrolledAt()))
                .append(LAST_STEP, totp.lastStep());
        Bson change = Updates.combine(Updates.set(TOTP, app), Updates.set(RECOVERY_CODES, binaries(recoveryCodes)));
        factors.of(user.tenantId()).upsert(unit, of(user), change);
    }

    @Override
    public boolean useStep(UnitOfWork unit, User user, long step, Instant now) {
        Bson unused = Filters.and(of(user), Filters.lt(STEP_OF_TOTP, step));
        Bson change = Updates.combine(Updates.set(STEP_OF_TOTP, step), Updates.set(USE_OF_TOTP, Date.from(now)));
        return factors.of(user.tenantId()).update(unit, unused, change).getModifiedCount() == 1;
    }

    @Override
    public int useRecoveryCode(UnitOfWork unit, User user, byte[] digest, Instant now) {
        Binary code = new Binary(digest);
        Bson unused = Filters.and(of(user), Filters.eq(RECOVERY_CODES, code));
        Bson change = Updates.combine(Updates.pull(RECOVERY_CODES, code), Updates.set(USE_OF_TOTP, Date.from(now)));
        Document document = factors.of(user.tenantId()).findAndUpdate(unit, unused, change, AFTER);
        return document == null
                ? -1
                : document.getList(RECOVERY_CODES, Binary.class).size();
    }

    @Override
    public void replaceRecoveryCodes(UnitOfWork unit, User user, List<byte[]> digests) {
        Bson hasTotp = Filters.and(of(user), Filters.exists(TOTP));
        factors.of(user.tenantId()).update(unit, hasTotp, Updates.set(RECOVERY_CODES, binaries(digests)));
    }

    @Override
    public void deleteTotp(UnitOfWork unit, User user) {
        factors.of(user.tenantId())
                .update(unit, of(user), Updates.combine(Updates.unset(TOTP), Updates.unset(RECOVERY_CODES)));
    }

    private static Bson of(User user) {
        return Filters.eq("_id", user.id());
    }

    private static List<Binary> binaries(List<byte[]> digests) {
        return digests.stream().map(Binary::new).toList();
    }

    private static @Nullable TotpFactor read(@Nullable Document document) {
        Document app = document == null ? null : document.get(TOTP, Document.class);
        if (document == null || app == null) {
            return null;
        }
        SealedSecret secret = MongoSealedDocument.read(app);
        Date lastUsedAt = app.getDate(LAST_USED_AT);
        return new TotpFactor(
                secret,
                Objects.requireNonNull(app.getDate(ENROLLED_AT), ENROLLED_AT).toInstant(),
                Objects.requireNonNull(app.getLong(LAST_STEP), LAST_STEP),
                lastUsedAt == null ? null : lastUsedAt.toInstant(),
                document.getList(RECOVERY_CODES, Binary.class).size());
    }
}
