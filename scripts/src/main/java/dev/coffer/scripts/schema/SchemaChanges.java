package dev.coffer.scripts.schema;

import dev.coffer.scripts.CommandFailed;
import graphql.GraphQL;
import graphql.introspection.IntrospectionQuery;
import graphql.parser.InvalidSyntaxException;
import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffCategory;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.DiffLevel;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.schema.idl.errors.SchemaProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What became of a schema between two versions. */
record SchemaChanges(List<Change> changes) {

    /** How bad a change is for who wrote a client against the old version. */
    enum Kind {
        /** Operations that were answered are refused, or answered with what clients do not expect. */
        BREAKING,
        /** Clients that do not foresee it may stumble, such as over a new value of an enum. */
        DANGEROUS,
        /** There is more than before. */
        ADDED
    }

    /** @param what a sentence that names the type and the field */
    record Change(Kind kind, String what) {

        @Override
        public String toString() {
            return "%-9s  %s".formatted(kind, what);
        }
    }

    SchemaChanges {
        changes = List.copyOf(changes);
    }

    /** @throws CommandFailed where one of the files is not there or holds no schema */
    static SchemaChanges between(Path before, Path after) {
        CapturingReporter reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromIntrospection(read(before), read(after)), reporter);
        return new SchemaChanges(reporter.getEvents().stream()
                .filter(SchemaChanges::isChange)
                .map(event -> new Change(kind(event), event.getReasonMsg()))
                .distinct()
                .sorted(Comparator.comparing(Change::kind).thenComparing(Change::what))
                .toList());
    }

    boolean isBreaking() {
        return changes.stream().anyMatch(change -> change.kind() == Kind.BREAKING);
    }

    /** The reporter also tells of everything that it looks at. */
    private static boolean isChange(DiffEvent event) {
        return event.getLevel() != DiffLevel.INFO || event.getCategory() == DiffCategory.ADDITION;
    }

    private static Kind kind(DiffEvent event) {
        // What is deprecated works as before: that is how a removal begins.
        if (event.getCategory() == DiffCategory.DEPRECATION_ADDED) {
            return Kind.ADDED;
        }
        return switch (event.getLevel()) {
            case BREAKING -> Kind.BREAKING;
            case DANGEROUS -> Kind.DANGEROUS;
            case INFO -> Kind.ADDED;
        };
    }

    /** As a client sees it: the differ would read SDL as if it came from one, and refuse a long one. */
    private static Map<String, Object> read(Path file) {
        try {
            GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(
                    new SchemaParser().parse(Files.readString(file)));
            return GraphQL.newGraphQL(schema)
                    .build()
                    .execute(IntrospectionQuery.INTROSPECTION_QUERY)
                    .getData();
        } catch (NoSuchFileException missing) {
            throw new CommandFailed("There is no file " + file + ".");
        } catch (IOException unreadable) {
            throw new CommandFailed(file + " cannot be read: " + unreadable.getMessage());
        } catch (SchemaProblem | InvalidSyntaxException invalid) {
            throw new CommandFailed(file + " holds no schema: " + invalid.getMessage());
        }
    }
}
