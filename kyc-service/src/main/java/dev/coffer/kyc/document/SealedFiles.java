package dev.coffer.kyc.document;

import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.kyc.file.FileInspection;
import dev.coffer.kyc.file.FileType;
import dev.coffer.kyc.file.OpeningInput;
import dev.coffer.kyc.file.SealingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.function.BooleanSupplier;

/** Writes and reads the bytes of documents, each file under a key of its own that is sealed and kept with its document. */
final class SealedFiles {

    private final DocumentFiles files;
    private final Seal seal;
    private final SecureRandom random;

    SealedFiles(DocumentFiles files, Seal seal, SecureRandom random) {
        this.files = files;
        this.seal = seal;
        this.random = random;
    }

    String newId() {
        return files.newId();
    }

    /**
     * Inspects, cleans and seals the bytes as they come.
     *
     * @throws dev.coffer.kyc.file.RefusedFile where it is no file that is taken; what was written of it is to be deleted
     */
    Content write(Paper paper, String fileId, InputStream body, BooleanSupplier isLate) throws IOException {
        byte[] key = SealingOutput.newKey(random);
        DocumentFiles.Incoming incoming = files.write(fileId, paper);
        SealingOutput sealing = new SealingOutput(incoming.body(), key, boundTo(paper, fileId));
        FileType type = FileInspection.clean(body, sealing, isLate);
        sealing.close();
        incoming.keep();
        String sealedKey = seal.seal(key, boundTo(paper, fileId)).toText();
        return new Content(fileId, type, sealing.size(), sealing.sha256(), sealedKey);
    }

    /** The bytes as they were before they were sealed. */
    InputStream read(Paper paper, Content content) {
        String boundTo = boundTo(paper, content.fileId());
        byte[] key = seal.open(SealedSecret.parse(content.sealedKey()), boundTo);
        return new OpeningInput(files.read(content.fileId()), key, boundTo);
    }

    void delete(String fileId) {
        files.delete(fileId);
    }

    /** Neither a key nor a frame opens for another tenant's, user's or document's file. */
    private static String boundTo(Paper paper, String fileId) {
        return String.join(
                "/",
                "file",
                Integer.toString(paper.tenantId().length()),
                paper.tenantId(),
                Integer.toString(paper.userId().length()),
                paper.userId(),
                paper.id(),
                fileId);
    }
}
