package dev.coffer.kyc.file;

import dev.coffer.core.errors.RefusalCode;

/** Why a file is not taken. Nothing of it is kept. */
public enum FileRefusal implements RefusalCode {
    KYC_FILE_EMPTY("The file has no bytes; choose it again."),
    KYC_FILE_TOO_LARGE("The file has more than 15 MB; take a smaller picture, or fewer pages."),
    KYC_FILE_TYPE_UNKNOWN("The file is no PDF, JPEG, PNG or HEIC, whatever its name says."),
    KYC_FILE_TRUNCATED("The file stops before its end; send it again."),
    KYC_FILE_MALFORMED("The file is damaged, or laid out in a way that is not taken; save it anew and send that."),
    KYC_FILE_BEYOND_END("Something comes after the end of the picture or of the pages; save it anew and send that."),
    KYC_FILE_ACTIVE_CONTENT(
            "The PDF has scripts, actions, forms or attachments, or parts that cannot be looked into; print it into a new one."),
    KYC_FILE_ENCRYPTED("The PDF needs a password or is protected; send one that is not."),
    KYC_FILE_BOMB("The file would unpack to far more than it shows; save it anew in a usual size."),
    KYC_FILE_TOO_SLOW("The file took longer to come than is waited for; ask for a new link and send it again.");

    private final String meaning;

    FileRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
