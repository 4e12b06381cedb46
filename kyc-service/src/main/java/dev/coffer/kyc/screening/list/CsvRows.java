package dev.coffer.kyc.screening.list;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values of RFC 4180 in UTF-8: a field in quotes may have commas, line ends and doubled quotes. */
final class CsvRows implements AutoCloseable {

    private static final int MOST_FIELDS = 200;
    private static final int MOST_ROW = 1 << 20;
    private static final int END = -1;
    private static final char MARK = '\uFEFF';

    private final BufferedReader text;
    private long line = 1;
    private long rowLine = 1;

    CsvRows(InputStream file) {
        this.text = new BufferedReader(new InputStreamReader(
                file,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** Where the last row began, from 1. */
    long line() {
        return rowLine;
    }

    /** @return null at the end; an empty line is none */
    @Nullable
    List<String> next() throws IOException, BadRow {
        int first = read();
        while (first == '\n' || first == '\r' || first == MARK) {
            first = read();
        }
        rowLine = line;
        if (first == END) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        int length = 0;
        int letter = first;
        while (true) {
            StringBuilder field = new StringBuilder();
            int ended = letter == '"' ? quoted(field) : plain(letter, field);
            length += field.length();
            fields.add(field.toString());
            if (fields.size() > MOST_FIELDS || length > MOST_ROW) {
                throw new BadRow(rowLine, "the row is too long; is a quote not closed");
            }
            if (ended != ',') {
                return fields;
            }
            letter = read();
        }
    }

    /** @return what ended it */
    private int plain(int first, StringBuilder field) throws IOException, BadRow {
        int letter = first;
        while (letter != ',' && letter != '\n' && letter != END) {
            if (letter != '\r') {
                field.append((char) letter);
            }
            requireShort(field);
            letter = read();
        }
        return letter;
    }

    private int quoted(StringBuilder field) throws IOException, BadRow {
        while (true) {
            int letter = read();
            if (letter == END) {
                throw new BadRow(rowLine, "a quote is not closed");
            }
            if (letter != '"') {
                field.append((char) letter);
                requireShort(field);
                continue;
            }
            int after = read();
            if (after == '"') {
                field.append('"');
                continue;
            }
            int end = after == '\r' ? read() : after;
            if (end != ',' && end != '\n' && end != END) {
                throw new BadRow(rowLine, "after a closing quote comes neither a comma nor the end of the line");
            }
            return end;
        }
    }

    private void requireShort(StringBuilder field) throws BadRow {
        if (field.length() > MOST_ROW) {
            throw new BadRow(rowLine, "a field is too long; is a quote not closed");
        }
    }

    private int read() throws IOException, BadRow {
        try {
            int letter = text.read();
            line += letter == '\n' ? 1 : 0;
            return letter;
        } catch (CharacterCodingException wrong) {
            throw new BadRow(line, "it is not UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
