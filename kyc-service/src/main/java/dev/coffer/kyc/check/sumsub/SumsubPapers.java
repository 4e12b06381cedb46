package dev.coffer.kyc.check.sumsub;

import dev.coffer.kyc.document.Content;
import dev.coffer.kyc.document.DocumentSide;
import dev.coffer.kyc.document.DocumentType;
import dev.coffer.kyc.document.KycDocument;
import dev.coffer.kyc.document.Paper;
import dev.coffer.kyc.person.PersonalData;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** What Sumsub is sent of people and their papers, in its own words. */
final class SumsubPapers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SumsubPapers() {}

    static Map<String, Object> applicant(String reference, PersonalData person) {
        return Map.of(
                "externalUserId",
                reference,
                "type",
                "individual",
                "fixedInfo",
                Map.of(
                        "firstName",
                        person.givenName(),
                        "lastName",
                        person.familyName(),
                        "dob",
                        person.birthDate().toString(),
                        "nationality",
                        country(person.nationality()),
                        "country",
                        country(person.residence())));
    }

    /** By which it is found again: the id of the document, which says nothing of it. */
    static String fileName(KycDocument document) {
        return document.paper().id() + "." + content(document).type().extension();
    }

    static Body form(KycDocument document, PersonalData person, Supplier<InputStream> file) {
        Content content = content(document);
        return Body.form(
                JSON.writeValueAsString(metadata(document.paper(), person)),
                fileName(document),
                content.type().contentType(),
                content.sizeBytes(),
                file);
    }

    private static Map<String, Object> metadata(Paper paper, PersonalData person) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("idDocType", type(paper.type()));
        if (paper.type().sides().size() > 1) {
            metadata.put("idDocSubType", paper.side() == DocumentSide.FRONT ? "FRONT_SIDE" : "BACK_SIDE");
        }
        String issuer = paper.country();
        metadata.put("country", country(issuer == null ? person.nationality() : issuer));
        if (paper.number() != null) {
            metadata.put("number", paper.number());
        }
        if (paper.expiresOn() != null) {
            metadata.put("validUntil", paper.expiresOn().toString());
        }
        return metadata;
    }

    /** All that prove an address are bills to Sumsub, and what it has no word for is OTHER. */
    private static String type(DocumentType type) {
        return switch (type) {
            case PASSPORT -> "PASSPORT";
            case NATIONAL_ID -> "ID_CARD";
            case DRIVERS_LICENSE -> "DRIVERS";
            case RESIDENCE_PERMIT -> "RESIDENCE_PERMIT";
            case SELFIE, LIVENESS_VIDEO -> "SELFIE";
            case UTILITY_BILL, BANK_STATEMENT, TAX_DOCUMENT, GOVERNMENT_LETTER, RENTAL_AGREEMENT -> "UTILITY_BILL";
            default -> "OTHER";
        };
    }

    /** Of three letters. */
    private static String country(String twoLetters) {
        return Locale.of("", twoLetters).getISO3Country();
    }

    private static Content content(KycDocument document) {
        return Objects.requireNonNull(document.file(), "file");
    }
}
