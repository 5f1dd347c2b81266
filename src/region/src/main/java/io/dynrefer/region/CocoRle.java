package io.dynrefer.region;

import java.util.ArrayList;
import java.util.List;

/**
 * COCO's compressed form of a mask's runs: text in which every run (from the fourth on, its difference from the run two
 * before) is written in groups of five bits, lowest first, bit 5 of a character saying that another follows, offset 48.
 */
public final class CocoRle {
    private static final int OFFSET = 48;
    private static final int BITS = 5;
    private static final int CONTINUES = 0x20;
    private static final int SIGN = 0x10;
    private static final int LOW_BITS = 0x1f;
    /** Seven groups hold every difference of two runs. */
    private static final int MAX_GROUPS = 7;

    private CocoRle() {}

    /** The runs of a compressed {@code counts} text; a text that is no such thing is a 400 that names the character. */
    public static List<Integer> decode(String counts) {
        List<Integer> runs = new ArrayList<>();
        int position = 0;
        while (position < counts.length()) {
            int start = position;
            long value = 0;
            int group;
            do {
                if (position == counts.length() || position - start == MAX_GROUPS) {
                    throw malformed("the run that starts at character " + start + " does not end");
                }
                group = groupAt(counts, position);
                value |= (long) (group & LOW_BITS) << (BITS * (position - start));
                position++;
            } while ((group & CONTINUES) != 0);
            if ((group & SIGN) != 0) {
                value |= -1L << (BITS * (position - start));
            }
            runs.add(run(value, runs, start));
        }
        return runs;
    }

    /** The compressed {@code counts} text of these runs. */
    public static String encode(List<Integer> runs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            long value = (long) runs.get(i) - (i > 2 ? runs.get(i - 2) : 0);
            boolean more = true;
            while (more) {
                long group = value & LOW_BITS;
                value >>= BITS;
                more = value != ((group & SIGN) != 0 ? -1 : 0);
                text.append((char) ((more ? group | CONTINUES : group) + OFFSET));
            }
        }
        return text.toString();
    }

    private static int groupAt(String counts, int position) {
        int group = counts.charAt(position) - OFFSET;
        if (group < 0 || group > (CONTINUES | LOW_BITS)) {
            throw malformed("character " + position + " ('" + counts.charAt(position) + "') is not part of the form");
        }
        return group;
    }

    private static int run(long value, List<Integer> runs, int start) {
        long run = value + (runs.size() > 2 ? runs.get(runs.size() - 2) : 0);
        if (run < 0 || run > Integer.MAX_VALUE) {
            throw malformed("the run that starts at character " + start + " is " + run + " pixels long");
        }
        return (int) run;
    }

    private static DynReferException malformed(String why) {
        return DynReferException.invalid(
                "rle.counts", "The mask's counts are not COCO's compressed form: " + why + ".");
    }
}
