package dev.coffer.notification.template;

import dev.coffer.core.errors.CodedException;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code template.graphqls}. */
final class TemplateInputs {

    private TemplateInputs() {}

    record VariantInput(
            String locale,
            NotificationChannel channel,
            String subject,
            String text,
            @Nullable String html,
            @Nullable WhatsAppInput whatsApp) {

        Variant toVariant() {
            return new Variant(locale, channel, subject, text, html, whatsApp == null ? null : whatsApp.toContent());
        }
    }

    record PlaceInput(String name, String text) {}

    record WhatsAppInput(
            @Nullable String contentSid, @Nullable List<PlaceInput> places, boolean isSession) {

        WhatsAppContent toContent() {
            return new WhatsAppContent(
                    contentSid,
                    places == null
                            ? List.of()
                            : places.stream()
                                    .map(place -> new WhatsAppContent.Place(place.name(), place.text()))
                                    .toList(),
                    isSession);
        }
    }

    record VariableInput(String name, String sample) {

        Variable toVariable() {
            return new Variable(name, sample);
        }
    }

    /** {@code SaveTemplateInput}. */
    record SaveInput(
            String key, @Nullable List<VariableInput> variables, List<VariantInput> variants, int expectedVersion) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        Template toDraft() {
            Template draft = new Template(
                    key,
                    expectedVersion,
                    variables == null
                            ? List.of()
                            : variables.stream().map(VariableInput::toVariable).toList(),
                    variants.stream().map(VariantInput::toVariant).toList());
            TemplateRules.require(draft);
            return draft;
        }
    }

    record ValueInput(String name, String value) {}

    /** {@code PreviewTemplateInput}. */
    record PreviewInput(
            String key,
            @Nullable Integer version,
            NotificationChannel channel,
            @Nullable String locale,
            @Nullable List<ValueInput> values) {

        String reader() {
            return locale == null ? Template.FALLBACK : locale;
        }

        /** The samples, and over them what was given. */
        Map<String, String> valuesFor(Template template) {
            Map<String, String> all = new HashMap<>(template.samples());
            if (values != null) {
                values.forEach(one -> all.put(one.name(), one.value()));
            }
            return all;
        }
    }
}
