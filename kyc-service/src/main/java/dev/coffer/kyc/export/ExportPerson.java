package dev.coffer.kyc.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what is held on a person as a ZIP file, as it is read: an entry of JSON lines for each kind of record, the files as they are, and
 * last a manifest with the digest of each entry. A file without it is not whole.
 */
final class ExportPerson {

    private static final JsonMapper JSON = JsonMapper.shared();

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

    /** @param sha256 in hexadecimal */
    private record Entry(String name, String sha256) {}

    /** @param by the user id of who asked for it */
    private record Manifest(String tenantId, String userId, String by, Instant at, List<Entry> entries) {}

    /** @throws IOException where nobody takes it any more */
    void write(ExportLinks.Target target, OutputStream out) throws IOException {
        List<Entry> entries = new ArrayList<>();
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (PersonalRecords one : records) {
            entries.add(write(zip, one.name() + ".jsonl", entry -> lines(target, one, entry)));
        }
        files.each(
                target.tenantId(),
                target.userId(),
                (name, bytes) -> entries.add(write(zip, "files/" + name, entry -> copy(bytes, entry))));
        Manifest manifest =
                new Manifest(target.tenantId(), target.userId(), target.by(), clock.instant(), List.copyOf(entries));
        write(zip, "manifest.json", entry -> entry.write(JSON.writeValueAsBytes(manifest)));
        zip.finish();
    }

    /** What goes into an entry. */
    @FunctionalInterface
    private interface Writing {

        void to(OutputStream entry) throws IOException;
    }

    private static Entry write(ZipOutputStream zip, String name, Writing writing) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DigestOutputStream digesting = new DigestOutputStream(zip, sha256());
        writing.to(digesting);
        zip.closeEntry();
        return new Entry(
                name, HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
    }

    private static void lines(ExportLinks.Target target, PersonalRecords one, OutputStream entry) throws IOException {
        try {
            one.tell(target.tenantId(), target.userId(), line -> line(line, entry));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static void line(Object line, OutputStream entry) {
        try {
            entry.write(JSON.writeValueAsBytes(line));
            entry.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void copy(InputStream bytes, OutputStream entry) throws IOException {
        bytes.transferTo(entry);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
