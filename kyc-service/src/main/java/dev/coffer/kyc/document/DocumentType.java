package dev.coffer.kyc.document;

import dev.coffer.kyc.tier.Requirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document is, and which requirement it can prove. */
public enum DocumentType {
    PASSPORT(Requirement.IDENTITY_DOCUMENT, true),
    NATIONAL_ID(Requirement.IDENTITY_DOCUMENT, true, true),
    DRIVERS_LICENSE(Requirement.IDENTITY_DOCUMENT, true, true),
    RESIDENCE_PERMIT(Requirement.IDENTITY_DOCUMENT, true, true),
    VISA(Requirement.IDENTITY_DOCUMENT, true),
    UTILITY_BILL(Requirement.PROOF_OF_ADDRESS, false),
    BANK_STATEMENT(Requirement.PROOF_OF_ADDRESS, false),
    TAX_DOCUMENT(Requirement.PROOF_OF_ADDRESS, false),
    GOVERNMENT_LETTER(Requirement.PROOF_OF_ADDRESS, false),
    RENTAL_AGREEMENT(Requirement.PROOF_OF_ADDRESS, false),
    PROOF_OF_INCOME(Requirement.SOURCE_OF_FUNDS, false),
    EMPLOYMENT_LETTER(Requirement.SOURCE_OF_FUNDS, false),
    TAX_RETURN(Requirement.SOURCE_OF_FUNDS, false),
    INVESTMENT_STATEMENT(Requirement.SOURCE_OF_FUNDS, false),
    CRYPTO_WALLET_PROOF(Requirement.SOURCE_OF_FUNDS, false),
    COMPANY_REGISTRATION(Requirement.COMPANY_PAPERS, false),
    ARTICLES_OF_INCORPORATION(Requirement.COMPANY_PAPERS, false),
    SHAREHOLDER_REGISTER(Requirement.COMPANY_PAPERS, false),
    BOARD_RESOLUTION(Requirement.COMPANY_PAPERS, false),
    ANNUAL_REPORT(Requirement.COMPANY_PAPERS, false),
    BENEFICIAL_OWNER_DECLARATION(Requirement.COMPANY_PAPERS, false),
    SELFIE(Requirement.SELFIE, false),
    /** Pictures taken from a video: files of videos are not taken. */
    LIVENESS_VIDEO(Requirement.SELFIE, false),
    /** Whatever a reviewer has asked for; proves nothing by itself. */
    OTHER(null, false);

    private final @Nullable Requirement proves;
    private final boolean hasExpiry;
    private final List<DocumentSide> sides;

    DocumentType(@Nullable Requirement proves, boolean hasExpiry) {
        this(proves, hasExpiry, false);
    }

    DocumentType(@Nullable Requirement proves, boolean hasExpiry, boolean hasBack) {
        this.proves = proves;
        this.hasExpiry = hasExpiry;
        this.sides = hasBack ? List.of(DocumentSide.FRONT, DocumentSide.BACK) : List.of(DocumentSide.FRONT);
    }

    /** Null where it proves nothing by itself. */
    public @Nullable Requirement proves() {
        return proves;
    }

    /** Whether it is not taken without the day on which it runs out. */
    boolean hasExpiry() {
        return hasExpiry;
    }

    /** All that must be there, each as a document of its own. */
    public List<DocumentSide> sides() {
        return sides;
    }
}
