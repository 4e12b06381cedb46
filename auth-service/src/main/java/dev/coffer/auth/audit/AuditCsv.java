package dev.coffer.auth.audit;

import dev.coffer.auth.audit.SealedEntry.Link;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries as comma-separated values, RFC 4180, with a header. */
final class AuditCsv {

    private static final String END = "\r\n";
    private static final String HEADER = "seq,id,at,kind,actor,subject,details,reason,correlation,hash" + END;

    private AuditCsv() {}

    /** @param isFirst whether the header stands before the lines */
    static String write(List<SealedEntry> entries, boolean isFirst) {
        return entries.stream().map(AuditCsv::line).collect(Collectors.joining("", isFirst ? HEADER : "", ""));
    }

    private static String line(SealedEntry sealed) {
        Link link = sealed.seal();
        String seq = link == null ? "" : Long.toString(link.seq());
        String hash = link == null ? "" : link.hash();
        AuditEntry entry = sealed.entry();
        Stream<String> cells = entry == null
                ? Stream.of(seq, text(sealed.id()), "", "UNREADABLE", "", "", "", "", "", text(hash))
                : Stream.of(
                        seq,
                        text(entry.id()),
                        entry.at().toString(),
                        text(entry.kind()),
                        text(entry.actorId()),
                        text(entry.subjectId()),
                        text(details(entry)),
                        text(entry.aside() == null ? null : entry.aside().reason()),
                        text(entry.correlationId()),
                        text(hash));
        return cells.collect(Collectors.joining(",", "", END));
    }

    private static String details(AuditEntry entry) {
        return entry.details().entrySet().stream()
                .map(detail -> detail.getKey() + "=" + detail.getValue())
                .collect(Collectors.joining("; "));
    }

    /** A spreadsheet takes a text that begins like a formula for one, so it gets an apostrophe. */
    private static String text(@Nullable String any) {
        if (any == null || any.isEmpty()) {
            return "";
        }
        String harmless = "=+-@\t\r".indexOf(any.charAt(0)) >= 0 ? "'" + any : any;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
