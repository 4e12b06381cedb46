package dev.coffer.kyc.document;

import dev.coffer.kyc.file.FileType;

/**
 * The bytes of a document, as they are kept: cleaned and sealed.
 *
 * @param fileId where they are
 * @param sizeBytes before they were sealed
 * @param sha256 of the bytes before they were sealed, in hexadecimal
 * @param sealedKey the file's own key, sealed: without it nobody reads it
 */
public record Content(String fileId, FileType type, long sizeBytes, String sha256, String sealedKey) {

    @Override
    public String toString() {
        return "Content[" + fileId + ", " + type + "]";
    }
}
