package dev.coffer.kyc.screening.list;

import dev.coffer.kyc.screening.name.BirthDate;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@link ListFormat#OPEN_SANCTIONS_CSV}. Columns are found by their titles, wherever they stand. */
final class OpenSanctionsReader implements ListReader {

    private static final Set<String> PEOPLE = Set.of("Person", "LegalEntity");

    private final CsvRows rows;
    private final int columns;
    private final int id;
    private final int schema;
    private final int name;
    private final int aliases;
    private final int birthDate;
    private final int countries;

    OpenSanctionsReader(InputStream file) throws IOException, BadRow {
        this.rows = new CsvRows(file);
        List<String> titles = rows.next();
        if (titles == null) {
            throw new BadRow(1, "the file is empty");
        }
        this.columns = titles.size();
        this.id = column(titles, "id");
        this.schema = column(titles, "schema");
        this.name = column(titles, "name");
        this.aliases = column(titles, "aliases");
        this.birthDate = column(titles, "birth_date");
        this.countries = column(titles, "countries");
    }

    private static int column(List<String> titles, String title) throws BadRow {
        int at = titles.indexOf(title);
        if (at < 0) {
            throw new BadRow(1, "there is no column '" + title + "'");
        }
        return at;
    }

    @Override
    public @Nullable Row next() throws IOException, BadRow {
        List<String> fields = rows.next();
        if (fields == null) {
            return null;
        }
        long line = rows.line();
        if (fields.size() != columns) {
            throw new BadRow(line, "it has " + fields.size() + " columns, the titles have " + columns);
        }
        if (!PEOPLE.contains(fields.get(schema))) {
            return new Row(line, null);
        }
        try {
            return new Row(line, person(fields));
        } catch (IllegalArgumentException wrong) {
            throw new BadRow(line, String.valueOf(wrong.getMessage()));
        }
    }

    private ListedPerson person(List<String> fields) {
        List<String> names = new ArrayList<>();
        names.add(fields.get(name));
        names.addAll(values(fields.get(aliases)).toList());
        List<BirthDate> bornOn = values(fields.get(birthDate))
                .map(BirthDate::parse)
                .filter(Objects::nonNull)
                .toList();
        return new ListedPerson(
                fields.get(id), names, bornOn, values(fields.get(countries)).toList());
    }

    private static Stream<String> values(String field) {
        return Arrays.stream(field.split(";", -1)).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
