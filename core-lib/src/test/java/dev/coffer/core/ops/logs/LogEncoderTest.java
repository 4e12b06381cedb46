package dev.coffer.core.ops.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogEncoderTest {

    /** Each with the text around it; the first part must not appear in any line. */
    private static final List<String> SECRETS = List.of(
            "hunter2",
            "horse battery staple",
            "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl",
            "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4",
            "dXNlcjpwYXNz",
            "s3cr3t-of-mongo",
            "ann.o'hara+spam@mail.example.org",
            "+49 (0) 151-2345 6789",
            "+14155552671",
            "4111 1111 1111 1111",
            "5500-0055-5555-5559",
            "378282246310005",
            "DE89 3704 0044 0532 0130 00",
            "refresh-AbC_123",
            "987654");

    private static final String TEXT =
            "Login[email=ann.o'hara+spam@mail.example.org, password=correct horse battery staple, "
                    + "pin=987654] {\"password\":\"hunter2\",\"refreshToken\": \"refresh-AbC_123\"} "
                    + "{\\\"apiKey\\\":\\\"hunter2\\\"} Authorization: Basic dXNlcjpwYXNz and Bearer "
                    + "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl at mongodb://coffer:s3cr3t-of-mongo@db-1:27017 "
                    + "call +49 (0) 151-2345 6789 or +14155552671, cards 4111 1111 1111 1111 5500-0055-5555-5559 378282246310005, "
                    + "with coffer_a1B2c3D4e5_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4 "
                    + "iban DE89 3704 0044 0532 0130 00 wrote to ann.o'hara+spam@mail.example.org token=refresh-AbC_123";

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void clear() {
        MDC.clear();
        context.stop();
    }

    @Test
    void no_secret_gets_into_a_line_by_message_argument_log_field_or_exception_in_either_format() {
        for (LogEncoder.Format format : List.of(LogEncoder.Format.TEXT, LogEncoder.Format.JSON)) {
            String lines = encoded(format);

            for (String secret : SECRETS) {
                assertThat(lines).as(format + " hides " + secret).doesNotContain(secret);
            }
            assertThat(lines).contains("a harmless end");
        }
    }

    private String encoded(LogEncoder.Format format) {
        return encode(format, log -> {
            log.info(TEXT + ", a harmless end");
            log.info("argument {}", TEXT);
            MDC.put("caller", TEXT);
            MDC.put("password", "hunter2");
            log.info("log field");
            MDC.clear();
            log.atInfo().addKeyValue("pin", "987654").addKeyValue("note", TEXT).log("key and value");
            log.error("failed", new IllegalStateException(TEXT, new RuntimeException("cause " + TEXT)));
        });
    }

    @Test
    void a_named_secret_goes_to_its_end_and_not_further() {
        assertThat(
                        Redaction.of(
                                "Login[password=a b, x=1] {\"token\":\"a\\\"b\",\"y\":2} {\\\"pin\\\": \\\"1\\\", z} otp: 12 next"))
                .isEqualTo("Login[password=***, x=1] {\"token\":***,\"y\":2} {\\\"pin\\\": ***, z} otp: *** next");
        assertThat(Redaction.of("password=")).isEqualTo("password=");
        assertThat(Redaction.of("{\"secret\":\"cut of")).isEqualTo("{\"secret\":***");
        assertThat(Redaction.of("ends with token:")).isEqualTo("ends with token:");
    }

    @Test
    void what_only_looks_like_a_secret_stays_readable() {
        String text =
                "transfer 01a1ff53-decf-711a-ad11-bc0d20df818b of 1000000000000000000 EUR at 1795285518133 took 12 ms,"
                        + " 4111111111111112 rows, 2026-11-21T18:17:29.045Z, position 1795285518-4, shopping=cart, user@host,"
                        + " version 1.2.3, +12 points, order 4242-17";

        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void a_json_line_holds_what_a_machine_looks_for() {
        String line = encode(LogEncoder.Format.JSON, log -> {
            MDC.put("correlationId", "c-1");
            MDC.put("tenantId", "main");
            MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
            log.error("a \"quoted\"\nmessage", new IllegalStateException("broken"));
        });

        assertThat(line.lines()).hasSize(1);
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.at("/level").asString()).isEqualTo("ERROR");
        assertThat(json.at("/service").asString()).isEqualTo("payment");
        assertThat(json.at("/message").asString()).isEqualTo("a \"quoted\"\nmessage");
        assertThat(json.at("/correlationId").asString()).isEqualTo("c-1");
        assertThat(json.at("/tenantId").asString()).isEqualTo("main");
        assertThat(json.at("/traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(json.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.at("/error/message").asString()).isEqualTo("broken");
        assertThat(json.at("/error/stack").asString()).contains("LogEncoderTest");
        assertThat(java.time.Instant.parse(json.at("/time").asString())).isNotNull();
    }

    @Test
    void a_message_cannot_forge_a_readable_line() {
        String lines = encode(LogEncoder.Format.TEXT, log -> log.info("one\n12:00:00.000 ERROR forged"));

        assertThat(lines.lines()).hasSize(1);
    }

    @Test
    void a_huge_message_is_cut_and_takes_bounded_time() {
        String line = encode(LogEncoder.Format.JSON, log -> log.info("a.".repeat(1_000_000)));

        assertThat(line.length()).isLessThan(Redaction.LONGEST_TEXT + 1_000);
        assertThat(line).contains("more characters");
    }

    private String encode(
            LogEncoder.Format format, java.util.function.Consumer<ch.qos.logback.classic.Logger> logging) {
        LogEncoder encoder = new LogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format.name());
        encoder.setService("payment");
        encoder.start();
        List<String> lines = new ArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        };
        context.setMDCAdapter(MDC.getMDCAdapter());
        appender.setContext(context);
        appender.start();
        ch.qos.logback.classic.Logger log = context.getLogger("test");
        log.detachAndStopAllAppenders();
        log.addAppender(appender);
        logging.accept(log);
        return String.join("", lines);
    }
}
