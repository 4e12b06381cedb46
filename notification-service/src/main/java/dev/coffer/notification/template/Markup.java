package dev.coffer.notification.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Text with places: {@code {{name}}}, and {@code {{#name}}...{{/name}}} or {@code {{^name}}...{{/name}}} for what stands there only with,
 * or without, a value. Mustache has no expressions. What it has beside these is refused, and the only thing that a name is looked up in
 * is a map of texts: no method of anything is ever called.
 *
 * @see "docs/adr/0080-templates-without-logic.md"
 */
final class Markup {

    /** Escaping is done before: what goes in is safe, whatever braces stand around the name. */
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withLoader(name -> {
                throw new MustacheException("no templates are included");
            })
            .withCollector(new BasicCollector() {
                @Override
                public <K, V> Map<K, V> createFetcherCache() {
                    return new ConcurrentHashMap<>();
                }
            });

    private final com.samskivert.mustache.Template parsed;

    private Markup(com.samskivert.mustache.Template parsed) {
        this.parsed = parsed;
    }

    /** @throws IllegalArgumentException with a sentence for whoever wrote it */
    static Markup parse(String text) {
        if (text.contains("{{=")) {
            throw new IllegalArgumentException("The braces around variables cannot be replaced by others.");
        }
        try {
            return new Markup(COMPILER.compile(text));
        } catch (MustacheException wrong) {
            throw new IllegalArgumentException("It cannot be read: " + wrong.getMessage() + ".", wrong);
        }
    }

    /** The names of all places. @throws IllegalArgumentException where something else stands between braces */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        parsed.visit(new Mustache.Visitor() {
            @Override
            public void visitText(String text) {
                requireWhole(text);
            }

            @Override
            public void visitVariable(String name) {
                names.add(name);
            }

            @Override
            public boolean visitInclude(String name) {
                throw new IllegalArgumentException("A template cannot include another: {{>" + name + "}}.");
            }

            @Override
            public boolean visitParent(String name) {
                throw new IllegalArgumentException("A template cannot be made of another: {{<" + name + "}}.");
            }

            @Override
            public boolean visitBlock(String name) {
                throw new IllegalArgumentException("A template has no blocks: {{$" + name + "}}.");
            }

            @Override
            public boolean visitSection(String name) {
                return names.add(name) || names.contains(name);
            }

            @Override
            public boolean visitInvertedSection(String name) {
                return names.add(name) || names.contains(name);
            }
        });
        return names;
    }

    /** What is left of braces that were not closed, or not opened, would stand in the message. */
    private static void requireWhole(String text) {
        if (text.contains("{{") || text.contains("}}")) {
            throw new IllegalArgumentException("Braces stand in pairs, as in {{name}}.");
        }
    }

    /** @param values one that is missing is as one that is empty */
    String fill(Map<String, String> values) {
        return parsed.execute(values);
    }
}
