package dev.coffer.auth.factor;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.user.User;
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

    static final String COLLECTION = "second_factors";
    private static final String TOTP = "totp";
    private static final String ENROLLED_AT = "enrolledAt";
    private static final String LAST_STEP = "lastStep";
    private static final String LAST_USED_AT = "lastUsedAt";
    private static final String RECOVERY_CODES = "recoveryCodes";
    private static final String EMAIL = "email";
    private static final String PASSKEYS = "passkeys";
    private static final String CODE_ID = "codeId";
    private static final String STEP_OF_TOTP = TOTP + "." + LAST_STEP;
    private static final String USE_OF_TOTP = TOTP + "." + LAST_USED_AT;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final TenantCollection factors;

    MongoFactors(MongoDatabase database) {
        this.factors = new TenantCollection(database, COLLECTION);
    }

    @Override
    public UserFactors find(String tenantId, String userId) {
        return read(factors.of(tenantId).findOne(Filters.eq("_id", userId)));
    }

    @Override
    public UserFactors find(UnitOfWork unit, User user) {
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

    @Override
    public void saveEmail(UnitOfWork unit, User user, Instant now) {
        Document email = new Document(ENROLLED_AT, Date.from(now));
        factors.of(user.tenantId()).upsert(unit, of(user), Updates.set(EMAIL, email));
    }

    @Override
    public void emailSent(UnitOfWork unit, User user, String codeId) {
        changeEmail(unit, user, Updates.set(EMAIL + "." + CODE_ID, codeId));
    }

    @Override
    public void emailUsed(UnitOfWork unit, User user, Instant now) {
        changeEmail(unit, user, Updates.set(EMAIL + "." + LAST_USED_AT, Date.from(now)));
    }

    @Override
    public void deleteEmail(UnitOfWork unit, User user) {
        changeEmail(unit, user, Updates.unset(EMAIL));
    }

    @Override
    public void countPasskeys(UnitOfWork unit, User user, int more) {
        factors.of(user.tenantId()).upsert(unit, of(user), Updates.inc(PASSKEYS, more));
    }

    @Override
    public void deletePasskeys(UnitOfWork unit, User user) {
        factors.of(user.tenantId()).update(unit, of(user), Updates.unset(PASSKEYS));
    }

    private void changeEmail(UnitOfWork unit, User user, Bson change) {
        factors.of(user.tenantId()).update(unit, Filters.and(of(user), Filters.exists(EMAIL)), change);
    }

    private static Bson of(User user) {
        return Filters.eq("_id", user.id());
    }

    private static List<Binary> binaries(List<byte[]> digests) {
        return digests.stream().map(Binary::new).toList();
    }

    private static UserFactors read(@Nullable Document document) {
        return document == null
                ? UserFactors.NONE
                : new UserFactors(totp(document), email(document), document.getInteger(PASSKEYS, 0));
    }

    private static @Nullable TotpFactor totp(Document document) {
        Document app = document.get(TOTP, Document.class);
        return app == null
                ? null
                : new TotpFactor(
                        MongoSealedDocument.read(app),
                        Objects.requireNonNull(instant(app, ENROLLED_AT), ENROLLED_AT),
                        Objects.requireNonNull(app.getLong(LAST_STEP), LAST_STEP),
                        instant(app, LAST_USED_AT),
                        document.getList(RECOVERY_CODES, Binary.class).size());
    }

    private static @Nullable EmailFactor email(Document document) {
        Document email = document.get(EMAIL, Document.class);
        return email == null
                ? null
                : new EmailFactor(
                        Objects.requireNonNull(instant(email, ENROLLED_AT), ENROLLED_AT),
                        instant(email, LAST_USED_AT),
                        email.getString(CODE_ID));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
