#!/usr/bin/env bash
# Makes the demo corpus: 8 emotions x 8 voices x 2 sentences = 128 short clips of synthetic speech,
# named as RAVDESS names its clips (data/README.md says more).
#
#   data/make-demo.sh [FOLDER]        FOLDER: where to write; data/demo if not given
#
# Needs espeak-ng and sox. Nothing here is drawn by chance and no date is written:
# the same versions of the two tools give the same bytes.
set -euo pipefail
export LC_ALL=C

die() { echo "make-demo.sh: $*" >&2; exit 1; }

command -v espeak-ng >/dev/null || die "espeak-ng is missing; on Debian and Ubuntu: sudo apt-get install espeak-ng"
command -v sox >/dev/null || die "sox is missing; on Debian and Ubuntu: sudo apt-get install sox"
[ $# -le 1 ] || die "usage: data/make-demo.sh [FOLDER]"
target=${1:-$(dirname "${BASH_SOURCE[0]}")/demo}

# Prosody, one row per emotion. The sources give the direction of each change against neutral speech
# (and some of them a size); the figures are ours, chosen in their spirit.
#   rate   % of the neutral speech rate
#   pitch  tenths of a semitone against neutral (a wide range raises the mean by up to 2 semitones more)
#   range  % of the neutral pitch range, in Hz
#   level  peak of the clip in tenths of a dB full scale
#   tilt   dB at high frequencies (shelf at 1.5 kHz): more for a tense voice, less for a lax one
#   end    the mark that ends the sentence: it sets the melody ( . falls   ! falls from higher   ? rises )
#
# code name    rate pitch range level tilt end   source
emotions='
  01  neutral   100     0   100   -80    0   .   the reference that the sources compare with
  02  calm       90   -10    60  -110   -3   .   JL03 (as tenderness): slow, soft, low, little variation, little high-frequency energy
  03  happy     118    30   170   -50    2   .   MA93: pitch much higher, range much wider, louder; BS00, JL03: faster
  04  sad        78   -25    35  -140   -5   .   MA93, S03, BS96, JL03: slower, lower, narrower, softer, little high-frequency energy
  05  angry     108    40   180   -20    6   !   MA93: slightly faster, pitch very much higher, range much wider, louder, abrupt; BS96, S03: more high-frequency energy
  06  fear      128    75   130   -90    0   .   MA93: much faster, pitch very much higher, range wider, level normal; JL03: softer
  07  disgust    68   -45   130  -100   -1   .   MA93: very much slower, pitch very much lower, range slightly wider, softer, falling at the end
  08  surprise  104    30   230   -60    1   ?   C90: slightly faster, range much wider, louder, rising at the end
'
# MA93 Murray, Arnott: Toward the simulation of emotion in synthetic speech. J. Acoust. Soc. Am. 93(2), 1993, 1097-1108
# BS96 Banse, Scherer: Acoustic profiles in vocal emotion expression. J. Pers. Soc. Psychol. 70(3), 1996, 614-636
# BS00 Burkhardt, Sendlmeier: Verification of acoustical correlates of emotional speech using formant-synthesis.
#      ISCA Workshop on Speech and Emotion, 2000, 151-156
# S03  Scherer: Vocal communication of emotion: a review of research paradigms. Speech Communication 40, 2003, 227-256
# JL03 Juslin, Laukka: Communication of emotions in vocal expression and music performance. Psychol. Bull. 129(5), 2003, 770-814
# C90  Cahn: The generation of affect in synthesized speech. J. Am. Voice I/O Soc. 8, 1990, 1-19

# Voices: odd actors male, even female. rate: words per minute of the neutral clip; pitch: tenths of a semitone against the voice's own.
# (Not en-gb+...: espeak-ng 1.51 silently ignores the variant there.)
# actor  espeak-ng voice         rate pitch
voices='
  01     en-us+m3                 190    10
  02     en-us+f2                 190     0
  03     en-gb-x-gbclan+m1        180   -10
  04     en-gb-x-gbclan+f4        195   -15
  05     en-gb-scotland+john      185     5
  06     en-gb-scotland+f5        180    10
  07     en-gb-x-rp+m6            195     5
  08     en-us+f3                 205   -15
'
sentences=('The door is open' 'We are going home')      # statements 01 and 02

# wobble STEP SUM: a small step that differs from clip to clip: -2, -1, 0, 1 or 2 times STEP
wobble() { echo $(( ($2 % 5 - 2) * $1 )); }
# tenths N: "-25" -> "-2.5"
tenths() { local a=${1#-}; [ "$1" -lt 0 ] && printf -- -; printf '%d.%d' $((a / 10)) $((a % 10)); }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/demo"

while read -r actor voice words base; do
  [ -n "$actor" ] || continue
  mkdir "$work/demo/Actor_$actor"
  [ "$(espeak-ng -v "$voice" --stdout test | sha256sum)" != "$(espeak-ng -v "${voice%+*}" --stdout test | sha256sum)" ] ||
    die "espeak-ng has no voice $voice (it speaks ${voice%+*} instead)"
  while read -r code _ rate pitch range level tilt end _; do
    [ -n "$code" ] || continue
    for i in 0 1; do
      v=$((10#$actor)) e=$((10#$code)) s=$((i + 1))

      # A little variation, so that the clips of a class are not all alike.
      speed=$((     words * (rate + $(wobble 2 $((2 * v + 3 * e + s)))) / 100 ))            # up to  4 % of the rate
      semitone10=$(( base + pitch + $(wobble 3 $((v + 2 * e + 3 * s))) ))                   # up to  0.6 semitone
      spread=$((    range * (100 + $(wobble 5 $((3 * v + e + 2 * s)))) / 100 ))             # up to 10 % of the range
      peak=$((      level + $(wobble 5 $((v + e + s))) ))                                   # up to  1 dB
      before=$((    100 + 10 * ((5 * v + 3 * e + 7 * s) % 9) ))                             # 100 ... 180 ms of silence
      after=$((     100 + 10 * ((2 * v + 7 * e + 4 * s) % 9) ))

      # One semitone is 5.8 steps of espeak-ng's -p (50 is the voice's own pitch).
      p=$(( 50 + (semitone10 * 58 + (semitone10 < 0 ? -50 : 50)) / 100 ))
      p=$(( p < 0 ? 0 : p > 99 ? 99 : p ))

      # -a 50 keeps the synthesiser itself from clipping; the level is set at the end.
      espeak-ng -m -z -v "$voice" -s "$speed" -p "$p" -a 50 -w "$work/spoken.wav" \
        "<speak><prosody range=\"$spread%\">${sentences[i]}$end</prosody></speak>" ||
        die "espeak-ng cannot speak with the voice $voice"
      # Cut the silence of the synthesiser, tilt, resample, set the peak, add our own silence. -D: no dither. -R: no chance.
      sox -D -R "$work/spoken.wav" -b 16 -c 1 -e signed-integer \
        "$work/demo/Actor_$actor/03-01-$code-01-0$s-01-$actor.wav" \
        silence 1 0.005 0.5% fade t 0.005 reverse silence 1 0.005 0.5% fade t 0.015 reverse \
        gain -10 treble "$tilt" 1500 rate -h 16000 \
        gain -n "$(tenths "$peak")" pad "0.$before" "0.$after"
    done
  done <<< "$emotions"
done <<< "$voices"

# What must hold of the result.
count=0
for f in "$work"/demo/Actor_*/*.wav; do
  count=$((count + 1))
  [ "$(sox --i -r "$f")/$(sox --i -c "$f")/$(sox --i -b "$f")" = 16000/1/16 ] || die "${f##*/}: not 16 kHz, mono, 16 bit"
  sox "$f" -n stat 2>&1 | awk '
    /^Maximum amplitude/ { hi = $3 } /^Minimum amplitude/ { lo = -$3 } /^RMS +amplitude/ { rms = $3 } /^Length/ { s = $3 }
    END { exit !(hi < 0.99 && lo < 0.99 && rms > 0.003 && s > 0.6 && s < 2.5) }' || die "${f##*/}: clipped, silent, too short or too long"
done
[ "$(sha256sum "$work"/demo/Actor_*/*.wav | cut -d' ' -f1 | sort -u | wc -l)" = "$count" ] || die "two clips are the same"
[ "$count" = 128 ] || die "$count clips were made; there should be 128"
bytes=$(cat "$work"/demo/Actor_*/*.wav | wc -c)
[ "$bytes" -le 5000000 ] || die "the clips take $bytes bytes; at most 5000000"

mkdir -p "$target"
rm -rf "$target"/Actor_0[1-8]
mv "$work"/demo/Actor_* "$target/"
echo "$count clips, $bytes bytes in $target"
