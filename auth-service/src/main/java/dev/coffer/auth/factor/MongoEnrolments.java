package dev.coffer.auth.factor;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Collection {@code totp_enrolments}: one document for each user, under the user's id; forgotten by a TTL index. */
final class MongoEnrolments implements Enrolments, DeclaresIndexes {

    static final String COLLECTION = "totp_enrolments";
    private static final String ENROLMENT_ID = "enrolmentId";
    private static final String SECRET = "secret";
    private static final String EXPIRES_AT = "expiresAt";

    private final TenantCollection enrolments;

    MongoEnrolments(MongoDatabase database) {
        this.enrolments = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable PendingTotp find(UnitOfWork unit, User user) {
        Document document = enrolments.of(user.tenantId()).findOne(unit, Filters.eq("_id", user.id()));
        return document == null
                ? null
                : new PendingTotp(
                        document.getString(ENROLMENT_ID),
                        MongoSealedDocument.read(Objects.requireNonNull(document.get(SECRET, Document.class), SECRET)),
                        Objects.requireNonNull(document.getDate(EXPIRES_AT), EXPIRES_AT)
                                .toInstant());
    }

    @Override
    public void save(UnitOfWork unit, User user, PendingTotp pending) {
        enrolments
                .of(user.tenantId())
                .upsert(
                        unit,
                        Filters.eq("_id", user.id()),
                        Updates.combine(
                                Updates.set(ENROLMENT_ID, pending.id()),
                                Updates.set(SECRET, MongoSealedDocument.write(pending.secret())),
                                Updates.set(EXPIRES_AT, Date.from(pending.expiresAt()))));
    }

    @Override
    public void delete(UnitOfWork unit, User user) {
        enrolments.of(user.tenantId()).delete(unit, Filters.eq("_id", user.id()));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "totp_enrolments_expiry", Indexes.ascending(EXPIRES_AT))
                .expiringAfter(Duration.ZERO));
    }
}
