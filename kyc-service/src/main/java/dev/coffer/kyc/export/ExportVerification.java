package dev.coffer.kyc.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what decided a verification as a ZIP file, as it is read: an entry of JSON lines for each kind of record, and last a manifest with
 * the digests. A file without it is not whole.
 */
final class ExportVerification {

    private final Verifications verifications;
    private final List<VerificationRecords> records;
    private final Clock clock;

    ExportVerification(Verifications verifications, List<VerificationRecords> records, Clock clock) {
        this.verifications = verifications;
        this.records = records.stream()
                .sorted(Comparator.comparing(VerificationRecords::name))
                .toList();
        this.clock = clock;
    }

    /** @param by the user id of who asked for it @param sha256 of all entries, in hexadecimal */
    private record Manifest(
            Verification verification, String by, Instant at, List<DigestedZip.Entry> entries, String sha256) {}

    /** Null where nothing is left of it: the registration was undone. */
    @Nullable
    Verification find(ExportLinks.Target target, String verificationId) {
        return verifications.find(target.tenantId(), target.userId(), verificationId);
    }

    /** @param by the user id of who asked for it @throws IOException where nobody takes it any more */
    void write(Verification verification, String by, OutputStream out) throws IOException {
        DigestedZip zip = new DigestedZip(out);
        for (VerificationRecords one : records) {
            zip.lines(one.name() + ".jsonl", line -> one.tell(verification, line));
        }
        DigestedZip.Contents written = zip.contents();
        zip.finish(
                "manifest.json", new Manifest(verification, by, clock.instant(), written.entries(), written.sha256()));
    }
}
