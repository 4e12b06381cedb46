package dev.coffer.bonus.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Template forms as trees of names and values, without what is not given. */
final class FormJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";

    private FormJson() {}

    static Map<String, Object> write(TemplateForm form) {
        return MAPPER.convertValue(form, new TypeReference<Map<String, Object>>() {});
    }

    static TemplateForm read(Map<String, Object> document) {
        return MAPPER.convertValue(document, TemplateForm.class);
    }

    /** The same form with every amount written with the decimals of its currency: "10" euros become "10.00". */
    static TemplateForm canonical(TemplateForm form, Currencies currencies) {
        Map<String, Object> document = write(form);
        canonicalize(document, currencies);
        return read(document);
    }

    @SuppressWarnings("unchecked")
    private static void canonicalize(Object node, Currencies currencies) {
        switch (node) {
            case Map<?, ?> map
            when map.get(AMOUNT) instanceof String amount && map.get(CURRENCY) instanceof String code ->
                ((Map<String, Object>) map)
                        .put(AMOUNT, Money.parse(amount, currencies.get(code)).toDecimal());
            case Map<?, ?> map -> map.values().forEach(value -> canonicalize(value, currencies));
            case List<?> list -> list.forEach(value -> canonicalize(value, currencies));
            default -> {
                // A value within something else has nothing in it.
            }
        }
    }
}
