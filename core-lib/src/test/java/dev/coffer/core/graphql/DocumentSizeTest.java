package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import org.junit.jupiter.api.Test;

final class DocumentSizeTest {

    private static DocumentSize of(String text) {
        return DocumentSize.of(Parser.parse(text));
    }

    @Test
    void levels_and_fields_are_those_of_the_largest_operation() {
        assertThat(of("query A { a { b { c } } } query B { a b c d }")).isEqualTo(new DocumentSize(3, 4, 0));
        assertThat(of("{ a }")).isEqualTo(new DocumentSize(1, 1, 0));
    }

    @Test
    void a_fragment_counts_where_it_is_spread_and_its_aliases_once() {
        assertThat(of("{ a { ...F } b { c { ...F ... on T { d } } } } fragment F on T { x: e f { g } }"))
                .isEqualTo(new DocumentSize(4, 10, 1));
    }

    @Test
    void what_is_spread_nowhere_counts_for_its_aliases_only() {
        assertThat(of("{ a } fragment F on T { x: b { c } }")).isEqualTo(new DocumentSize(1, 1, 1));
    }

    @Test
    void a_name_that_is_the_fields_own_is_no_alias() {
        assertThat(of("{ a: a b: a }").aliases()).isEqualTo(1);
    }

    @Test
    void fragments_that_double_each_other_end_at_the_largest_number() {
        StringBuilder text = new StringBuilder("{ ...F0 }");
        for (int i = 0; i < 500; i++) {
            text.append(" fragment F%d on T { ...F%d ...F%d }".formatted(i, i + 1, i + 1));
        }
        text.append(" fragment F500 on T { a }");

        assertThat(of(text.toString())).isEqualTo(new DocumentSize(1, Integer.MAX_VALUE, 0));
    }
}
