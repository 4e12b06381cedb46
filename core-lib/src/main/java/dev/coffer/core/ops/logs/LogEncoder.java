package dev.coffer.core.ops.logs;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a log line as readable text or as one JSON object, redacted either way. Public with a public constructor because
 * logback makes it by its name.
 *
 * <p>JSON: {@code {time, level, service, logger, thread, message, correlationId, tenantId, traceId, spanId, ..., error: {type,
 * message, stack}}}; a field without a value is left out.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {

    /** How lines look. */
    public enum Format {
        /** Readable on a terminal, JSON where the output goes elsewhere. */
        AUTO,
        TEXT,
        JSON
    }

    private static final String DEFAULT_PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{0} [%thread] %X{correlationId} %replace(%msg){'[\\r\\n]+', ' | '}%n%ex";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Format format = Format.AUTO;
    private String service = "";
    private String pattern = DEFAULT_PATTERN;
    private @Nullable PatternLayout layout;

    /** @param name auto, text or json */
    public void setFormat(String name) {
        try {
            format = Format.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            addWarn("coffer.logs must be auto, text or json, not '" + name + "'; auto is taken");
            format = Format.AUTO;
        }
    }

    /** @param name of the service whose lines these are, where the line itself does not say so */
    public void setService(String name) {
        service = name;
    }

    /** @param text logback's pattern of a readable line */
    public void setPattern(String text) {
        pattern = text;
    }

    @Override
    public void start() {
        if (format == Format.AUTO) {
            format = System.console() != null && System.console().isTerminal() ? Format.TEXT : Format.JSON;
        }
        if (format == Format.TEXT) {
            PatternLayout text = new PatternLayout();
            text.setContext(getContext());
            text.setPattern(pattern);
            text.start();
            layout = text;
        }
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        PatternLayout text = layout;
        String line = text == null ? json(event) : Redaction.of(text.doLayout(event));
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private String json(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", instant(event).toString());
        line.put("level", event.getLevel().toString());
        if (!service.isEmpty()) {
            line.put("service", service);
        }
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", Redaction.of(String.valueOf(event.getFormattedMessage())));
        event.getMDCPropertyMap().forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                line.put(name, Redaction.of(name, value));
            }
        });
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.putIfAbsent(pair.key, Redaction.of(pair.key, String.valueOf(pair.value)));
            }
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.put("error", error(thrown));
        }
        return JSON.writeValueAsString(line) + "\n";
    }

    private static Instant instant(ILoggingEvent event) {
        Instant exact = event.getInstant();
        return exact == null ? Instant.ofEpochMilli(event.getTimeStamp()) : exact;
    }

    private static Map<String, Object> error(IThrowableProxy thrown) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", thrown.getClassName());
        if (thrown.getMessage() != null) {
            error.put("message", Redaction.of(thrown.getMessage()));
        }
        error.put("stack", Redaction.of(ThrowableProxyUtil.asString(thrown)));
        return error;
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return null;
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return null;
    }
}
