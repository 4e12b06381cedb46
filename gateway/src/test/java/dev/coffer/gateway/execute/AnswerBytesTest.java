package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBytesTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-5", "3", "5", "20000", "999999999", "99999999999999999999", "0x5", " 5", "five"})
    void whatever_is_said_of_its_length_an_answer_is_what_came(String contentLength) {
        String text = "0123456789".repeat(1_500);
        for (int chunk : new int[] {1, 7, 4_096, text.length()}) {
            AnswerBytes answer = new AnswerBytes(contentLength);
            for (int from = 0; from < text.length(); from += chunk) {
                answer.add(Buffer.buffer(text.substring(from, Math.min(text.length(), from + chunk))));
            }

            assertThat(new String(answer.all(), StandardCharsets.US_ASCII)).isEqualTo(text);
        }
    }

    @Test
    void an_answer_of_the_length_that_was_said_is_not_copied() {
        AnswerBytes answer = new AnswerBytes("6");
        answer.add(Buffer.buffer("{\"a\""));
        byte[] first = answer.all();
        answer.add(Buffer.buffer(":1"));

        assertThat(first).hasSize(4);
        assertThat(answer.all()).isSameAs(answer.all());
        assertThat(new String(answer.all(), StandardCharsets.US_ASCII)).isEqualTo("{\"a\":1");
    }

    @Test
    void nothing_is_an_answer_too() {
        assertThat(new AnswerBytes(null).all()).isEmpty();
        assertThat(new AnswerBytes("10").all()).isEmpty();
    }
}
