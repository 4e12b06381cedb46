package dev.coffer.core.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK with its exporter. This class is loaded only where spans are exported: it costs a third of a second. */
final class OtlpExport implements AutoCloseable {

    private static final String TRACES_PATH = "/v1/traces";
    private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration EXPORT_LIMIT = Duration.ofSeconds(5);
    private static final int QUEUED_SPANS = 4_096;
    private static final int FLUSH_SECONDS = 2;

    private final SdkTracerProvider provider;

    private OtlpExport(SdkTracerProvider provider) {
        this.provider = provider;
    }

    static OtlpExport open(String service, URI endpoint, double ratio) {
        String address = endpoint.toString().replaceAll("/+$", "");
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(address.endsWith(TRACES_PATH) ? address : address + TRACES_PATH)
                .setTimeout(EXPORT_LIMIT)
                .build();
        // A parent without the mark may come from a gateway that exports nothing itself: the ratio decides by the
        // trace's id.
        Sampler sampler = Sampler.parentBasedBuilder(Sampler.traceIdRatioBased(ratio))
                .setRemoteParentNotSampled(Sampler.traceIdRatioBased(ratio))
                .build();
        return new OtlpExport(SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        service,
                        AttributeKey.stringKey("service.namespace"),
                        "coffer")))
                .setSampler(sampler)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(EXPORT_EVERY)
                        .setExporterTimeout(EXPORT_LIMIT)
                        .setMaxQueueSize(QUEUED_SPANS)
                        .build())
                .build());
    }

    Tracer tracer() {
        return provider.get("dev.coffer");
    }

    @Override
    public void close() {
        provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
}
