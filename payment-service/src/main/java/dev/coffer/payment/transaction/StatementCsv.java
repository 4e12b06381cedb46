package dev.coffer.payment.transaction;

import dev.coffer.payment.ledger.Entry;
import dev.coffer.payment.ledger.History;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement's lines as comma-separated values, RFC 4180, with a header. */
final class StatementCsv {

    private static final String END = "\r\n";
    private static final String HEADER = "seq,at,kind,transfer,pocket,part,amount,balance_after,currency,reason" + END;

    private StatementCsv() {}

    /** @param isFirst whether the header stands before the lines */
    static String write(List<History.Line> lines, boolean isFirst) {
        return lines.stream().map(StatementCsv::line).collect(Collectors.joining("", isFirst ? HEADER : "", ""));
    }

    private static String line(History.Line line) {
        Entry entry = line.entry();
        return Stream.of(
                        Long.toString(entry.seq()),
                        entry.at().toString(),
                        entry.kind().name(),
                        entry.transferId(),
                        entry.pocket().name(),
                        entry.part().name(),
                        entry.amount().toDecimal(),
                        entry.balanceAfter().toDecimal(),
                        entry.amount().currency().code(),
                        text(line.transfer().reason()))
                .collect(Collectors.joining(",", "", END));
    }

    /** What people typed. A spreadsheet takes a text that begins like a formula for one, so it gets an apostrophe. */
    private static String text(@Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return "";
        }
        String harmless = "=+-@\t\r".indexOf(typed.charAt(0)) >= 0 ? "'" + typed : typed;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
