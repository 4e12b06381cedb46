package dev.coffer.scripts.scaffold;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the sample's sources the names of a service and of one of its entities, in whatever form they stand there. */
final class Names {

    /** What is for people: comments, and texts and descriptions that are sentences. Everything else is code. */
    private static final Pattern PIECES = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|(?<text>\"(?:\\\\.|[^\"\\\\\\n])*\")|(?<comment>/\\*[\\s\\S]*?\\*/|//[^\\n]*)");

    private static final Pattern SENTENCE = Pattern.compile("\"[A-Z][^{]* [^{]*\"|\"[a-z]+(?:[ ,;.'-]+[a-z']+){2,}\"");
    private static final Pattern CODE_IN_PROSE = Pattern.compile("`[^`]*`");

    private static final Pattern WORDS = Pattern.compile(String.join(
            "|",
            "(?<package>(?<=sample[./])item(?=[./;]))",
            "(?<property>(?<=coffer\\.sample\\.)item)",
            "(?<paths>(?<=sample(?:-service)?/)items|(?<=[a-z]-)items\\b)",
            "(?<dashed>\\bitem(?=-[a-z]|:[a-z*]|\\.(?:created|changed|removed)(?![A-Za-z(])))",
            "(?<resource>(?<=\")item(?=\"))",
            "(?<collection>(?<=[,=] \")items(?=\")|\\bitems(?=_))",
            "(?<articleName>(?<![A-Za-z])an_item(?=[_(]))",
            "(?<testName>(?<=_)item(?=[_(]))",
            "(?<testNames>(?<=_)items(?=[_(]))",
            "(?<article>\\b[Aa]n (?<articled>items?|Items?|ITEM))",
            "(?<entity>ITEMS|ITEM|Items|Item|items|item)",
            "(?<service>SAMPLE|Sample|sample)",
            "(?<port>\\b9000\\b)"));

    private final ServiceSpec service;
    private final EntityName entity;

    Names(ServiceSpec service, EntityName entity) {
        this.service = service;
        this.entity = entity;
    }

    /** Java or GraphQL: comments and descriptions are prose. */
    String inCode(String source) {
        StringBuilder made = new StringBuilder();
        int from = 0;
        Matcher pieces = PIECES.matcher(source);
        while (pieces.find()) {
            made.append(replaced(source, from, pieces.start(), false));
            boolean isProse = pieces.group("comment") != null
                    || (pieces.group("text") != null
                            && SENTENCE.matcher(pieces.group("text")).matches());
            made.append(replaced(source, pieces.start(), pieces.end(), isProse));
            from = pieces.end();
        }
        return made.append(replaced(source, from, source.length(), false)).toString();
    }

    /** A path in the checkout, with "/" in it. */
    String inPath(String path) {
        return inCode(path);
    }

    /** Markdown: what stands between back quotes is code. */
    String inProse(String text) {
        StringBuilder made = new StringBuilder();
        int from = 0;
        Matcher code = CODE_IN_PROSE.matcher(text);
        while (code.find()) {
            made.append(replaced(text, from, code.start(), true))
                    .append(replaced(text, code.start(), code.end(), false));
            from = code.end();
        }
        return made.append(replaced(text, from, text.length(), true)).toString();
    }

    private String replaced(String source, int from, int to, boolean isProse) {
        Matcher words = WORDS.matcher(source).region(from, to).useTransparentBounds(true);
        StringBuilder made = new StringBuilder();
        int last = from;
        while (words.find()) {
            made.append(source, last, words.start()).append(form(words.toMatchResult(), isProse));
            last = words.end();
        }
        return made.append(source, last, to).toString();
    }

    private String form(MatchResult found, boolean isProse) {
        if (found.group("package") != null) {
            return entity.packageName();
        }
        if (found.group("property") != null || found.group("dashed") != null || found.group("resource") != null) {
            return entity.joined("-");
        }
        if (found.group("paths") != null) {
            return entity.joinedPlural("-");
        }
        if (found.group("collection") != null || found.group("testNames") != null) {
            return entity.joinedPlural("_");
        }
        if (found.group("testName") != null) {
            return entity.joined("_");
        }
        if (found.group("articleName") != null) {
            return entity.article() + "_" + entity.joined("_");
        }
        if (found.group("article") != null) {
            String article =
                    found.group().charAt(0) == 'A' ? "A" + entity.article().substring(1) : entity.article();
            return article + " " + entityForm(found.group("articled"), isProse);
        }
        if (found.group("port") != null) {
            return Integer.toString(service.port());
        }
        return found.group("service") != null ? serviceForm(found.group()) : entityForm(found.group(), isProse);
    }

    private String entityForm(String form, boolean isProse) {
        return switch (form) {
            case "ITEMS" -> entity.uppers();
            case "ITEM" -> entity.upper();
            case "Items" -> entity.pascals();
            case "Item" -> entity.pascal();
            case "items" -> isProse ? entity.joinedPlural(" ") : entity.camels();
            default -> isProse ? entity.joined(" ") : entity.camel();
        };
    }

    private String serviceForm(String form) {
        return switch (form) {
            case "SAMPLE" -> service.upper();
            case "Sample" -> service.pascal();
            default -> service.name();
        };
    }
}
