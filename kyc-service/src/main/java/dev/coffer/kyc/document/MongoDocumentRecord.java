package dev.coffer.kyc.document;

import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.kyc.file.FileType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How a document is stored: what is printed on it sealed, its bytes elsewhere. */
final class MongoDocumentRecord {

    static final String USER_ID = "userId";
    static final String STATE = "state";
    static final String CREATED_AT = "createdAt";
    /** As ISO 8601 has it, which sorts. */
    static final String EXPIRES_ON = "expiresOn";
    /** There once its owner was told. */
    static final String IS_REMINDED = "isReminded";

    private static final String TYPE = "type";
    private static final String SIDE = "side";
    private static final String COUNTRY = "country";
    private static final String NUMBER = "number";
    private static final String ISSUED_ON = "issuedOn";
    private static final String UPDATED_AT = "updatedAt";
    private static final String INCOMING = "incoming";
    private static final String REASON = "reason";
    private static final String FILE = "file";
    private static final String SIZE = "sizeBytes";
    private static final String SHA256 = "sha256";
    private static final String KEY = "key";

    /** What is not there where it is null. */
    static final List<String> OPTIONAL =
            List.of(COUNTRY, NUMBER, ISSUED_ON, EXPIRES_ON, INCOMING, REASON, FILE, IS_REMINDED);

    private final Seal seal;

    MongoDocumentRecord(Seal seal) {
        this.seal = seal;
    }

    Document fields(KycDocument document) {
        Paper paper = document.paper();
        Document fields = new Document(USER_ID, paper.userId())
                .append(STATE, document.state().name())
                .append(TYPE, paper.type().name())
                .append(SIDE, paper.side().name())
                .append(CREATED_AT, Date.from(paper.createdAt()))
                .append(UPDATED_AT, Date.from(paper.updatedAt()));
        put(fields, COUNTRY, paper.country());
        put(fields, NUMBER, sealed(paper));
        put(
                fields,
                ISSUED_ON,
                paper.issuedOn() == null ? null : paper.issuedOn().toString());
        put(
                fields,
                EXPIRES_ON,
                paper.expiresOn() == null ? null : paper.expiresOn().toString());
        put(fields, INCOMING, document instanceof KycDocument.Awaited awaited ? awaited.incoming() : null);
        put(fields, REASON, document instanceof KycDocument.Rejected rejected ? rejected.reason() : null);
        put(
                fields,
                IS_REMINDED,
                document instanceof KycDocument.Verified verified && verified.isReminded() ? true : null);
        Content content = document.file();
        put(fields, FILE, content == null ? null : file(content));
        return fields;
    }

    private static void put(Document fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.append(name, value);
        }
    }

    private @Nullable String sealed(Paper paper) {
        String number = paper.number();
        return number == null
                ? null
                : seal.seal(number.getBytes(StandardCharsets.UTF_8), boundTo(paper.tenantId(), paper.id()))
                        .toText();
    }

    private static String boundTo(String tenantId, String documentId) {
        return "number/" + tenantId.length() + "/" + tenantId + "/" + documentId;
    }

    private static Document file(Content content) {
        return new Document("id", content.fileId())
                .append(TYPE, content.type().name())
                .append(SIZE, content.sizeBytes())
                .append(SHA256, content.sha256())
                .append(KEY, content.sealedKey());
    }

    @Nullable
    KycDocument parse(@Nullable Document found) {
        return found == null ? null : parsed(found);
    }

    KycDocument parsed(Document found) {
        Paper paper = paper(found);
        Document file = found.get(FILE, Document.class);
        return switch (DocumentState.valueOf(found.getString(STATE))) {
            case PENDING ->
                file == null
                        ? new KycDocument.Awaited(paper, found.getString(INCOMING))
                        : new KycDocument.Uploaded(paper, content(file));
            case PROCESSING -> new KycDocument.Processing(paper, content(file));
            case VERIFIED -> new KycDocument.Verified(paper, content(file), found.getBoolean(IS_REMINDED, false));
            case REJECTED ->
                new KycDocument.Rejected(paper, content(file), Objects.requireNonNullElse(found.getString(REASON), ""));
            case EXPIRED -> new KycDocument.Expired(paper, content(file));
        };
    }

    private Paper paper(Document found) {
        String tenantId = found.getString(TenantCollection.TENANT_ID);
        String id = found.getString("_id");
        String number = found.getString(NUMBER);
        String issuedOn = found.getString(ISSUED_ON);
        String expiresOn = found.getString(EXPIRES_ON);
        return new Paper(
                id,
                tenantId,
                found.getString(USER_ID),
                DocumentType.valueOf(found.getString(TYPE)),
                DocumentSide.valueOf(found.getString(SIDE)),
                found.getString(COUNTRY),
                number == null
                        ? null
                        : new String(
                                seal.open(SealedSecret.parse(number), boundTo(tenantId, id)), StandardCharsets.UTF_8),
                issuedOn == null ? null : LocalDate.parse(issuedOn),
                expiresOn == null ? null : LocalDate.parse(expiresOn),
                instant(found, CREATED_AT),
                instant(found, UPDATED_AT));
    }

    private static Instant instant(Document found, String name) {
        return Objects.requireNonNull(found.getDate(name), name).toInstant();
    }

    private static Content content(@Nullable Document file) {
        Document found = Objects.requireNonNull(file, FILE);
        return new Content(
                found.getString("id"),
                FileType.valueOf(found.getString(TYPE)),
                Objects.requireNonNull(found.getLong(SIZE), SIZE),
                found.getString(SHA256),
                found.getString(KEY));
    }
}
