package dev.coffer.kyc.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** A ZIP file that is written as its content is read, with the digest of each entry and of all together. Nothing of it is held. */
final class DigestedZip {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ZipOutputStream zip;
    private final MessageDigest all = sha256();
    private final List<Entry> entries = new ArrayList<>();

    DigestedZip(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** @param sha256 in hexadecimal */
    record Entry(String name, String sha256) {}

    /**
     * What was written.
     *
     * @param sha256 of the bytes of all entries one after the other, in hexadecimal
     */
    record Contents(List<Entry> entries, String sha256) {

        Contents {
            entries = List.copyOf(entries);
        }
    }

    /** An entry of JSON lines. @param telling what tells each of them */
    void lines(String name, Consumer<Consumer<Object>> telling) throws IOException {
        DigestOutputStream entry = begin(name);
        try {
            telling.accept(line -> write(line, entry));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
        end(name, entry);
    }

    void bytes(String name, InputStream bytes) throws IOException {
        DigestOutputStream entry = begin(name);
        bytes.transferTo(entry);
        end(name, entry);
    }

    /** So far. */
    Contents contents() {
        return new Contents(entries, hex(copyOf(all)));
    }

    /** The last entry: a file without it is not whole. */
    void finish(String name, Object manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(JSON.writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
    }

    private DigestOutputStream begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new DigestOutputStream(new DigestOutputStream(zip, all), sha256());
    }

    private void end(String name, DigestOutputStream entry) throws IOException {
        zip.closeEntry();
        entries.add(new Entry(name, hex(entry.getMessageDigest())));
    }

    private static void write(Object line, OutputStream entry) {
        try {
            entry.write(JSON.writeValueAsBytes(line));
            entry.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("The digests of a Java runtime can be copied", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
