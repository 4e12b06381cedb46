package dev.coffer.kyc.check;

import dev.coffer.kyc.tier.Requirement;
import org.jspecify.annotations.Nullable;

/** What is checked, and which requirement it is about. */
public enum CheckKind {
    DOCUMENT(Requirement.IDENTITY_DOCUMENT),
    LIVENESS(Requirement.SELFIE),
    ADDRESS(Requirement.PROOF_OF_ADDRESS),
    /** Whether the personal data holds, the age above all. */
    AGE(Requirement.PERSONAL_DATA);

    private final Requirement about;

    CheckKind(Requirement about) {
        this.about = about;
    }

    Requirement about() {
        return about;
    }

    /** Null where only a person can tell. */
    static @Nullable CheckKind of(Requirement requirement) {
        for (CheckKind kind : values()) {
            if (kind.about == requirement) {
                return kind;
            }
        }
        return null;
    }
}
