package io.dynrefer.evaluation.caption;

import java.util.function.UnaryOperator;

/** What happens to a text on its way to a token. */
enum PtbChange implements UnaryOperator<String> {
    NOTHING {
        @Override
        public String apply(String text) {
            return "";
        }
    },
    /** A space inside a token does not end it. */
    UNBROKEN {
        @Override
        public String apply(String text) {
            return text.replace(' ', '\u00a0');
        }
    },
    UNBROKEN_BRACKETS_NAMED {
        @Override
        public String apply(String text) {
            return UNBROKEN.apply(text).replace("(", "-LRB-").replace(")", "-RRB-");
        }
    },
    STRAIGHT_APOSTROPHE {
        @Override
        public String apply(String text) {
            return text.replace("&apos;", "'")
                    .replace('’', '\'')
                    .replace('‘', '`')
                    .replace('‛', '`');
        }
    },
    /** Up to four hyphens make a dash, a single one stays. */
    DASH {
        @Override
        public String apply(String text) {
            return text.equals("-") || text.startsWith("-----") ? text : "--";
        }
    }
}
