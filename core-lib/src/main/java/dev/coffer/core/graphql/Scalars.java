package dev.coffer.core.graphql;

import dev.coffer.core.contact.EmailAddress;
import dev.coffer.core.contact.PhoneNumber;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The scalars that every subgraph shares. Each travels as a string; a number where a string belongs is an error. */
final class Scalars {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,18})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final List<GraphQLScalarType> ALL = List.of(
            scalar(new TextCoercing("Decimal", "\"12.50\"", false, Scalars::decimal)),
            scalar(new TextCoercing("CurrencyCode", "\"EUR\"", false, Scalars::currency)),
            scalar(new TextCoercing("Instant", "\"2026-11-21T09:30:00Z\"", false, Scalars::instant)),
            scalar(new TextCoercing("UUID", "\"0192f0c1-7b1e-7c3a-9d7e-0d6a5b2f4c11\"", false, Scalars::uuid)),
            scalar(new TextCoercing("EmailAddress", "\"ada@example.com\"", true, Scalars::emailAddress)),
            scalar(new TextCoercing("PhoneNumber", "\"+4915112345678\"", true, Scalars::phoneNumber)));

    private Scalars() {}

    static List<GraphQLScalarType> all() {
        return ALL;
    }

    private static GraphQLScalarType scalar(TextCoercing coercing) {
        return GraphQLScalarType.newScalar()
                .name(coercing.name())
                .coercing(coercing)
                .build();
    }

    private static Object decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a decimal number");
        }
        return text;
    }

    private static Object currency(String text) {
        if (!CURRENCY.matcher(text).matches()) {
            throw new IllegalArgumentException("is not an upper-case currency code");
        }
        return text;
    }

    private static Object instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not an RFC 3339 time", e);
        }
    }

    private static Object uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a UUID");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static Object emailAddress(String text) {
        try {
            return EmailAddress.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not an e-mail address", e);
        }
    }

    private static Object phoneNumber(String text) {
        try {
            return PhoneNumber.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a phone number with its country code", e);
        }
    }

    /**
     * @param example with its quotes, for messages
     * @param isPersonal whether messages leave out what was given
     */
    private record TextCoercing(String name, String example, boolean isPersonal, Function<String, Object> parse)
            implements Coercing<Object, String> {

        private static final int SHOWN = 40;

        @Override
        public String serialize(Object result, GraphQLContext context, Locale locale) {
            return switch (result) {
                case Instant instant -> instant.truncatedTo(ChronoUnit.MILLIS).toString();
                case String text -> text;
                case UUID uuid -> uuid.toString();
                case EmailAddress email -> email.value();
                case PhoneNumber phone -> phone.value();
                default -> throw new CoercingSerializeException(name + " cannot be made from " + result.getClass());
            };
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            if (!(input instanceof String text)) {
                throw new CoercingParseValueException(name + " is given as a string, such as " + example);
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new CoercingParseValueException(sentence(text, e), e);
            }
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (!(input instanceof StringValue string) || string.getValue() == null) {
                throw new CoercingParseLiteralException(name + " is given as a string in quotes, such as " + example);
            }
            try {
                return parse.apply(string.getValue());
            } catch (IllegalArgumentException e) {
                throw new CoercingParseLiteralException(sentence(string.getValue(), e), e);
            }
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(serialize(input, context, locale));
        }

        private String sentence(String text, IllegalArgumentException e) {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
            return name + (isPersonal ? " " : " '" + shown + "' ") + e.getMessage() + " such as " + example;
        }
    }
}
