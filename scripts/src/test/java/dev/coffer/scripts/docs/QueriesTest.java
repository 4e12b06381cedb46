package dev.coffer.scripts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Definition;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The operations that documents show are valid for the public schema. */
class QueriesTest {

    private static final GraphQLSchema SCHEMA = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser()
            .parse(Document.ROOT.resolve("docs/reference/schema.graphql").toFile()));

    private static List<String> wrong(Document document) {
        List<String> wrong = new ArrayList<>();
        for (Document.Block block : document.blocks()) {
            if (block.language().equals("graphql")) {
                errors(block.text())
                        .forEach(error -> wrong.add(document.name() + ", line " + block.line() + ": " + error));
            }
        }
        return wrong;
    }

    /** Operations one by one, as a block may show several without names. */
    private static List<String> errors(String text) {
        try {
            graphql.language.Document read = Parser.parse(text);
            List<FragmentDefinition> fragments = read.getDefinitionsOfType(FragmentDefinition.class);
            List<String> errors = new ArrayList<>();
            for (OperationDefinition operation : read.getDefinitionsOfType(OperationDefinition.class)) {
                List<Definition<?>> alone = new ArrayList<>(fragments);
                alone.add(operation);
                graphql.language.Document one = graphql.language.Document.newDocument()
                        .definitions(List.copyOf(alone))
                        .build();
                new Validator()
                        .validateDocument(SCHEMA, one, Locale.ENGLISH).stream()
                                .map(ValidationError::getMessage)
                                .forEach(errors::add);
            }
            return errors;
        } catch (InvalidSyntaxException e) {
            return List.of("no GraphQL: " + e.getMessage());
        }
    }

    @Test
    void every_operation_in_the_documents_is_valid() {
        assertThat(Document.all().stream().flatMap(document -> wrong(document).stream()))
                .isEmpty();
    }

    @Test
    void an_operation_that_is_not_is_found() {
        Document document = new Document(
                Document.ROOT.resolve("README.md"),
                List.of("```graphql", "{ me { id } }", "```", "```graphql", "{ me { nothing } }", "```"));

        assertThat(wrong(document))
                .singleElement()
                .asString()
                .startsWith("README.md, line 4")
                .contains("nothing");
    }
}
