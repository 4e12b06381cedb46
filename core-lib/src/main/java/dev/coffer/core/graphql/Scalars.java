package dev.coffer.core.graphql;

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
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The scalars that every subgraph shares. Each travels as a string; a number where a string belongs is an error. */
final class Scalars {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,18})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    static final GraphQLScalarType DECIMAL_SCALAR = scalar("Decimal", Scalars::decimal);
    static final GraphQLScalarType CURRENCY_CODE_SCALAR = scalar("CurrencyCode", Scalars::currency);
    static final GraphQLScalarType INSTANT_SCALAR = scalar("Instant", Scalars::instant);

    private Scalars() {}

    private static GraphQLScalarType scalar(String name, Function<String, Object> parse) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextCoercing(name, parse))
                .build();
    }

    private static Object decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a decimal number such as \"12.50\"");
        }
        return text;
    }

    private static Object currency(String text) {
        if (!CURRENCY.matcher(text).matches()) {
            throw new IllegalArgumentException("is not an upper-case currency code such as \"EUR\"");
        }
        return text;
    }

    private static Object instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not an RFC 3339 time such as \"2026-11-21T09:30:00Z\"", e);
        }
    }

    private record TextCoercing(String name, Function<String, Object> parse) implements Coercing<Object, String> {

        private static final int SHOWN = 40;

        @Override
        public String serialize(Object result, GraphQLContext context, Locale locale) {
            if (result instanceof Instant instant) {
                return instant.truncatedTo(ChronoUnit.MILLIS).toString();
            }
            if (result instanceof String text) {
                return text;
            }
            throw new CoercingSerializeException(name + " cannot be made from " + result.getClass());
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            if (!(input instanceof String text)) {
                throw new CoercingParseValueException(
                        name + " is given as a string, such as \"12.50\", not as a number");
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
                throw new CoercingParseLiteralException(name + " is given as a string in quotes");
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
            return name + " '" + shown + "' " + e.getMessage();
        }
    }
}
