package dev.coffer.auth.audit;

import dev.coffer.auth.audit.AuditEntry.Aside;
import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.core.store.TenantCollection;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An entry as it is stored. */
final class MongoAuditDocument {

    static final String AT = "at";
    static final String KIND = "kind";
    static final String ACTOR_ID = "actorId";
    static final String SUBJECT_ID = "subjectId";
    static final String SEQ = "seq";
    static final String HASH = "hash";
    private static final String DETAILS = "details";
    private static final String CORRELATION_ID = "correlationId";
    static final String ASIDE = "aside";
    private static final String ASIDE_DIGEST = "asideDigest";
    private static final String REASON = "reason";
    private static final String SALT = "salt";

    private MongoAuditDocument() {}

    static Document write(AuditEntry entry) {
        Aside aside = entry.aside();
        return new Document("_id", entry.id())
                .append(AT, Date.from(entry.at()))
                .append(KIND, entry.kind())
                .append(ACTOR_ID, entry.actorId())
                .append(SUBJECT_ID, entry.subjectId())
                .append(DETAILS, new Document(new TreeMap<>(entry.details())))
                .append(CORRELATION_ID, entry.correlationId())
                .append(ASIDE, aside == null ? null : new Document(REASON, aside.reason()).append(SALT, aside.salt()))
                .append(ASIDE_DIGEST, entry.asideDigest());
    }

    static AuditEntry read(Document document) {
        TreeMap<String, String> details = new TreeMap<>();
        Objects.requireNonNull(document.get(DETAILS, Document.class), DETAILS)
                .forEach((name, value) -> details.put(name, (String) value));
        Document aside = document.get(ASIDE, Document.class);
        return new AuditEntry(
                document.getString("_id"),
                document.getString(TenantCollection.TENANT_ID),
                at(document),
                document.getString(KIND),
                document.getString(ACTOR_ID),
                document.getString(SUBJECT_ID),
                details,
                document.getString(CORRELATION_ID),
                aside == null ? null : new Aside(aside.getString(REASON), aside.getString(SALT)),
                document.getString(ASIDE_DIGEST));
    }

    private static Instant at(Document document) {
        return Objects.requireNonNull(document.getDate(AT), AT).toInstant();
    }

    static SealedEntry readSealed(Document document) {
        return new SealedEntry(String.valueOf(document.get("_id")), readIfWhole(document), link(document));
    }

    /** What this service wrote can be read; what cannot was changed by somebody else. */
    private static @Nullable AuditEntry readIfWhole(Document document) {
        try {
            return read(document);
        } catch (ClassCastException | NullPointerException broken) {
            return null;
        }
    }

    private static @Nullable Link link(Document document) {
        return document.get(SEQ) instanceof Long seq ? new Link(seq, String.valueOf(document.get(HASH))) : null;
    }
}
