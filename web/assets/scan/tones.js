// What the ear is told: right is one short high tone, wrong two falling ones, stop an alarm that goes on until
// somebody confirms. Each differs in rhythm as well as in pitch.

let sound = null;
let alarm = null;

const TONES = {
  right: [[1320, 0.12, 0]],
  stored: [[660, 0.08, 0], [660, 0.08, 0.14]],
  wrong: [[700, 0.22, 0], [440, 0.3, 0.24]],
  warned: [[1320, 0.12, 0], [440, 0.3, 0.2]],
  stop: [[980, 0.25, 0], [620, 0.25, 0.27]],
};

export function play(kind) {
  quiet();
  sounded(TONES[kind] ?? []);
  if (kind === "stop") alarm = setInterval(() => sounded(TONES.stop), 600);
}

export function quiet() {
  clearInterval(alarm);
}

function sounded(tones) {
  sound ??= new AudioContext();
  sound.resume();
  for (const [hertz, seconds, after] of tones) {
    const tone = new OscillatorNode(sound, { type: "square", frequency: hertz });
    const volume = new GainNode(sound, { gain: 0.25 });
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + after);
    tone.stop(sound.currentTime + after + seconds);
  }
}
