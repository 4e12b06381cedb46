package dev.coffer.kyc.screening.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for the same name, and what is not. All names are of nobody, or of people long dead. */
class NameIndexTest {

    private static final BirthDate BORN = new BirthDate(1960, 2, 28);
    private static final NameIndex INDEX = new NameIndex.Builder()
            .add(List.of("Nikita Sergeyevich Khrushchev"), List.of())
            .add(List.of("Muhammad Abd al-Rahman al-Tikriti", "Abu Karim"), List.of())
            .add(List.of("Pyotr Ilyich Tchaikovsky"), List.of())
            .add(List.of("Deng Xiaoping"), List.of())
            .add(List.of("Georgios Papadopoulos"), List.of())
            .add(List.of("Jürgen Groß-Müller"), List.of())
            .add(List.of("María José Fernández García"), List.of())
            .add(List.of("John Ronald Whitfield"), List.of(BORN))
            .add(List.of("Yevgeny Primakovsky"), List.of())
            .add(List.of("Kim Jongsu"), List.of())
            .add(List.of("Ivan Petrov"), List.of(new BirthDate(1970, 0, 0)))
            .build();

    private static List<NameHit> find(String name) {
        return INDEX.find(name, new BirthDate(1970, 5, 5), MatchRules.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Nikita Khrushchev",
        "0, Никита Сергеевич Хрущёв",
        "0, Хрущёв Никита",
        "0, Nikita Hruschev",
        "0, N. S. Khrushchev",
        "1, Mohammed Abdulrahman Al Tikriti",
        "1, محمد عبد الرحمن التكريتي",
        "1, Mukhammad Abd-al-Rahman Tikriti",
        "2, Pjotr Iljitsch Tschaikowski",
        "2, Piotr Chaykovskiy",
        "3, 邓小平",
        "3, Xiaoping Deng",
        "3, Deng Xiao Ping",
        "4, Γεώργιος Παπαδόπουλος",
        "4, Papadopulos Giorgios",
        "5, Juergen Gross Mueller",
        "5, Jurgen Gross-Muller",
        "6, Maria Jose Fernandez",
        "6, FERNANDEZ GARCIA Maria Jose",
        "7, Jhon Whitfield",
        "8, Evgenii Primakovski",
        "9, Kim Jong Su",
    })
    void is_found_however_it_is_written(int entry, String asked) {
        BirthDate born = entry == 7 ? BORN : new BirthDate(1970, 5, 5);
        assertThat(INDEX.find(asked, born, MatchRules.DEFAULT))
                .as(asked)
                .first()
                .satisfies(hit -> assertThat(hit.entry()).isEqualTo(entry));
    }

    @ParameterizedTest
    @CsvSource({
        "Nikita Mikhalkov",
        "Sergey Khrenov",
        "Mohammed Abd al-Aziz al-Masri",
        "Anna Tikritova",
        "John Ronald Whitaker",
        "Maria Jose Fonseca",
        "Ivan Petrovsky",
        "Irina Petrova",
        "Georgios Papandreou",
        "Deng Xiaolong",
        "Nikita",
        "Al Abd",
        "...",
    })
    void is_not_taken_for_who_only_shares_a_part(String asked) {
        assertThat(find(asked)).as(asked).isEmpty();
    }

    @Test
    void another_day_of_birth_tells_namesakes_apart_and_a_slip_does_not() {
        assertThat(INDEX.find("John Ronald Whitfield", new BirthDate(1991, 7, 3), MatchRules.DEFAULT))
                .isEmpty();
        for (BirthDate near :
                List.of(BORN, new BirthDate(1961, 2, 28), new BirthDate(1960, 2, 27), new BirthDate(1969, 2, 28))) {
            assertThat(INDEX.find("John Ronald Whitfield", near, MatchRules.DEFAULT))
                    .as("%s", near)
                    .hasSize(1);
        }
        assertThat(INDEX.find("Ivan Petrov", new BirthDate(1970, 5, 5), MatchRules.DEFAULT))
                .hasSize(1);
        assertThat(INDEX.find("Ivan Petrov", new BirthDate(1985, 5, 5), MatchRules.DEFAULT))
                .isEmpty();
    }

    @Test
    void says_which_name_was_found_and_why_word_by_word() {
        NameHit hit = find("Muhamad Tikriti abd al rahman bin").getFirst();
        assertThat(hit.entry()).isEqualTo(1);
        assertThat(hit.name()).isZero();
        assertThat(hit.reasons())
                .contains(
                        "'muhamad' is spelt nearly like 'muhammad'",
                        "'tikriti' is the same as 'tikriti'",
                        "'bin' is not in the listed name",
                        "no day of birth is listed");
        assertThat(find("Abu Karim").getFirst().name()).isEqualTo(1);
    }

    @Test
    void a_higher_threshold_finds_less_and_never_more_than_is_asked_for() {
        NameIndex many = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .reduce(
                        new NameIndex.Builder(),
                        (builder, i) -> builder.add(List.of("Ivan Petrov"), List.of()),
                        (one, other) -> one)
                .build();
        assertThat(many.find("Ivan Petrov", BORN, new MatchRules(0.85, 0.8, 7))).hasSize(7);
        assertThat(many.find("Ivan Petrof", BORN, new MatchRules(0.99, 0.8, 7))).isEmpty();
    }

    @Test
    void an_index_of_nobody_finds_nobody() {
        assertThat(new NameIndex.Builder().build().find("Ivan Petrov", BORN, MatchRules.DEFAULT))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1960-02-28, 1960-02-28",
        "1960-02, 1960-02",
        "1960, 1960",
        "28 Feb 1960, 1960-02-28",
        "Feb 1960, 1960-02",
        "circa 1960, 1960",
    })
    void days_of_birth_are_read_as_lists_write_them(String written, String read) {
        assertThat(BirthDate.parse(written)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({"1960-02-30", "1950 to 1955", "unknown", "60"})
    void what_is_no_day_of_birth_is_none(String written) {
        assertThat(BirthDate.parse(written)).isNull();
    }
}
