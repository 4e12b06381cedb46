package dev.coffer.kyc.screening.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.kyc.screening.name.BirthDate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of lists as they should be, and as they should not. */
class ListReaderTest {

    static final String TITLES =
            "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset\n";

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ListReader.Row> read(ListFormat format, String text) throws IOException, BadRow {
        List<ListReader.Row> rows = new ArrayList<>();
        try (ListReader reader = ListReader.of(format, bytes(text))) {
            for (ListReader.Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void a_csv_has_persons_with_aliases_and_lines_also_where_fields_have_more_than_one() throws Exception {
        List<ListReader.Row> rows = read(
                ListFormat.OPEN_SANCTIONS_CSV,
                "\uFEFF" + TITLES
                        + "\"q-1\",Person,\"Petrov, \"\"Ivan\"\"\",Иван Петров;I. Petrov,1960-02-28;1961,ru,\"One\nStreet\",,,,,x\r\n"
                        + "q-2,Company,Some Ltd,,,,,,,,,x\n\n"
                        + "q-3,Person,Anna B,,nonsense,,,,,,,x");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).person())
                .isEqualTo(new ListedPerson(
                        "q-1",
                        List.of("Petrov, \"Ivan\"", "Иван Петров", "I. Petrov"),
                        List.of(new BirthDate(1960, 2, 28), new BirthDate(1961, 0, 0)),
                        List.of("ru")));
        assertThat(rows.get(1).person()).isNull();
        assertThat(rows.get(2).line()).isEqualTo(6);
        assertThat(rows.get(2).person()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q-1,Person,Ivan\n",
                "q-1,Person,,,,,,,,,,x\n",
                ",Person,Ivan,,,,,,,,,x\n",
                "q-1,Person,\"Ivan,,,,,,,,,x\n",
                "q-1,Person,\"Ivan\"x,,,,,,,,,x\n",
            })
    void a_bad_row_of_a_csv_is_named_with_its_line(String bad) {
        String file = TITLES + "q-0,Person,Anna,,,,,,,,,x\n" + bad;
        assertThatThrownBy(() -> read(ListFormat.OPEN_SANCTIONS_CSV, file))
                .isInstanceOf(BadRow.class)
                .hasMessageStartingWith("Line 3: ");
    }

    @Test
    void a_file_without_the_titles_is_no_list() {
        assertThatThrownBy(() -> read(ListFormat.OPEN_SANCTIONS_CSV, "a,b\n1,2\n"))
                .hasMessage("Line 1: there is no column 'id'.");
        assertThatThrownBy(() -> read(ListFormat.OPEN_SANCTIONS_CSV, "")).hasMessage("Line 1: the file is empty.");
    }

    private static String sdn(String entries) {
        return """
                <?xml version="1.0" standalone="yes"?>
                <sdnList xmlns="http://tempuri.org/sdnList.xsd">
                <publshInformation><Publish_Date>11/20/2026</Publish_Date></publshInformation>
                """ + entries + "</sdnList>";
    }

    @Test
    void an_sdn_file_has_persons_with_their_other_names() throws Exception {
        List<ListReader.Row> rows = read(ListFormat.OFAC_SDN_XML, sdn("""
                        <sdnEntry><uid>7</uid><firstName>Ivan</firstName><lastName>PETROV</lastName><sdnType>Individual</sdnType>
                          <programList><program>TEST</program></programList>
                          <akaList><aka><uid>8</uid><type>a.k.a.</type><lastName>P&amp;TROFF</lastName></aka>
                            <aka><uid>9</uid><lastName>IVANOV</lastName><firstName>Petr</firstName></aka></akaList>
                          <nationalityList><nationality><uid>5</uid><country>Russia</country></nationality></nationalityList>
                          <dateOfBirthList><dateOfBirthItem><uid>6</uid><dateOfBirth>28 Feb 1960</dateOfBirth></dateOfBirthItem></dateOfBirthList>
                        </sdnEntry>
                        <sdnEntry><uid>10</uid><lastName>SOME SHIP</lastName><sdnType>Vessel</sdnType></sdnEntry>
                        """));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).person())
                .isEqualTo(new ListedPerson(
                        "7",
                        List.of("Ivan PETROV", "P&TROFF", "Petr IVANOV"),
                        List.of(new BirthDate(1960, 2, 28)),
                        List.of("Russia")));
        assertThat(rows.get(1).person()).isNull();
    }

    @Test
    void a_bad_entry_of_an_sdn_file_is_named_with_its_line() {
        assertThatThrownBy(() -> read(
                        ListFormat.OFAC_SDN_XML,
                        sdn("\n<sdnEntry><uid>7</uid><sdnType>Individual</sdnType></sdnEntry>")))
                .isInstanceOf(BadRow.class)
                .hasMessage("Line 5: a person has no name.");
        assertThatThrownBy(() -> read(ListFormat.OFAC_SDN_XML, sdn("<sdnEntry><uid>7</uid>")))
                .isInstanceOf(BadRow.class)
                .hasMessageContaining("no XML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE sdnList SYSTEM \"file:///etc/passwd\"><sdnList/>",
                "<!DOCTYPE sdnList [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sdnList>&b;</sdnList>",
                "<other/>",
            })
    void what_a_file_declares_or_refers_to_is_not_looked_at(String file) {
        assertThatThrownBy(() -> read(ListFormat.OFAC_SDN_XML, file)).isInstanceOf(BadRow.class);
    }
}
