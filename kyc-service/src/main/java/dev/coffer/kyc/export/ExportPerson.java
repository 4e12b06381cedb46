package dev.coffer.kyc.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Writes what is held on a person as a ZIP file, as it is read: an entry of JSON lines for each kind of record, the files as they are, and
 * last a manifest with the digest of each entry. A file without it is not whole.
 */
final class ExportPerson {

    private final List<PersonalRecords> records;
    private final PersonalFiles files;
    private final Clock clock;

    ExportPerson(List<PersonalRecords> records, PersonalFiles files, Clock clock) {
        this.records = records.stream()
                .sorted(Comparator.comparing(PersonalRecords::name))
                .toList();
        this.files = files;
        this.clock = clock;
    }

    /** @param by the user id of who asked for it @param sha256 of all entries, in hexadecimal */
    private record Manifest(
            String tenantId, String userId, String by, Instant at, List<DigestedZip.Entry> entries, String sha256) {}

    /** @throws IOException where nobody takes it any more */
    void write(ExportLinks.Target target, OutputStream out) throws IOException {
        DigestedZip zip = new DigestedZip(out);
        for (PersonalRecords one : records) {
            zip.lines(one.name() + ".jsonl", line -> one.tell(target.tenantId(), target.userId(), line));
        }
        files.each(target.tenantId(), target.userId(), (name, bytes) -> zip.bytes("files/" + name, bytes));
        DigestedZip.Contents written = zip.contents();
        zip.finish(
                "manifest.json",
                new Manifest(
                        target.tenantId(),
                        target.userId(),
                        target.by(),
                        clock.instant(),
                        written.entries(),
                        written.sha256()));
    }
}
