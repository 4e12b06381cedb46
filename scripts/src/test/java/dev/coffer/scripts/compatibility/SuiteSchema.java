package dev.coffer.scripts.compatibility;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.parser.Parser;
import java.util.List;

/**
 * The suite's schema as a service of Coffer has to write it. Two things are different. Every root field and every field of an
 * entity says who may ask for it, and here everybody may, since the suite has no tokens. And what extends a type that
 * the subgraph itself does not have defines it, since graphql-java extends only what there is; {@code @extends} says the rest.
 */
final class SuiteSchema {

    private static final String DECISION = "directive @public on FIELD_DEFINITION";
    private static final Directive PUBLIC =
            Directive.newDirective().name("public").build();
    private static final Directive EXTENDS =
            Directive.newDirective().name("extends").build();

    private SuiteSchema() {}

    static String ofCoffer(String published) {
        Document.Builder document = Document.newDocument();
        for (Definition<?> definition : new Parser().parseDocument(published).getDefinitions()) {
            document.definition(ofCoffer(definition));
        }
        return DECISION + "\n\n" + AstPrinter.printAst(document.build());
    }

    private static Definition<?> ofCoffer(Definition<?> definition) {
        if (definition instanceof ObjectTypeExtensionDefinition extension) {
            boolean isRoot = extension.getName().equals("Query");
            ObjectTypeDefinition.Builder base = ObjectTypeDefinition.newObjectTypeDefinition()
                    .name(extension.getName())
                    .fieldDefinitions(decided(extension));
            if (!isRoot) {
                base.directive(EXTENDS);
            }
            extension.getDirectives().forEach(base::directive);
            return base.build();
        }
        return definition instanceof ObjectTypeDefinition type && type.hasDirective("key")
                ? type.transform(builder -> builder.fieldDefinitions(decided(type)))
                : definition;
    }

    private static List<FieldDefinition> decided(ObjectTypeDefinition type) {
        return type.getFieldDefinitions().stream()
                .map(field -> field.transform(builder -> builder.directive(PUBLIC)))
                .toList();
    }
}
