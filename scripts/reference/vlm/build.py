"""Makes the tiny models and their references: `python build.py [name ...]`."""

import json
import sys
from pathlib import Path

import torch
from transformers import GenerationConfig, PreTrainedModel, PreTrainedTokenizerFast, Qwen2VLImageProcessor

from architectures import ARCHITECTURES, Architecture
from decoder import decoder, embed_tokens
from effects import require_effects
from oracle import Oracle, make_oracle
from prompt import FIXTURES, Request, prompt_ids, read_request, token_id, word_ids
from reference import make_reference, write_json
from tokenizer import make as make_tokenizer
from tokenizer import save as save_tokenizer
from vision_check import require_same_features
from weights import favour, fill, tensors_of

WORD_LOGITS = 6.0


def make_model(architecture: Architecture, tokenizer: PreTrainedTokenizerFast) -> PreTrainedModel:
    def token(text: str) -> int:
        return token_id(tokenizer, text)

    text, turn = token("<|endoftext|>"), token("<|im_end|>")
    ends = {"bos_token_id": text, "pad_token_id": text, "eos_token_id": turn}
    config = architecture.config(
        text_config={**architecture.text_config, **ends, "vocab_size": len(tokenizer)},
        vision_config=architecture.vision_config,
        image_token_id=token("<|image_pad|>"),
        video_token_id=token("<|video_pad|>"),
        vision_start_token_id=token("<|vision_start|>"),
        vision_end_token_id=token("<|vision_end|>"),
    )
    model = architecture.model(config).float().eval()
    fill(model, architecture.seed)
    with torch.no_grad():  # a placeholder in an answer would ask for a picture
        model.lm_head.weight[[config.image_token_id, config.video_token_id]] = 0
    model.generation_config = GenerationConfig(bos_token_id=text, pad_token_id=text, eos_token_id=[turn, text])
    return model


def favour_words(oracle: Oracle, tokenizer: PreTrainedTokenizerFast, request: Request) -> None:
    states: dict[int, list[torch.Tensor]] = {}
    for question in request.questions:
        prompt = prompt_ids(tokenizer, request.frames, question)
        for word in word_ids(tokenizer, question):
            hidden = oracle.hidden(prompt + word)[len(prompt) - 1 : -1]
            for token, state in zip(word, hidden, strict=True):
                states.setdefault(token, []).append(state)
    favour(oracle.model, states, WORD_LOGITS)


def save_settings(
    architecture: Architecture, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, folder: Path
) -> None:
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(folder)
    model.generation_config.save_pretrained(folder)
    common = {"temporal_patch_size": 2, "merge_size": 2, "image_processor_type": "Qwen2VLImageProcessor"}
    write_json(folder / "preprocessor_config.json", {**architecture.preprocessor, **common})
    save_tokenizer(tokenizer, folder, architecture.older)


def save_graphs(architecture: Architecture, model: PreTrainedModel, folder: Path) -> None:
    vision, text = tensors_of(model)
    architecture.vision_graph(model.config.vision_config, vision).save(folder / "vision_encoder.onnx")
    embed_tokens(model.config.text_config, text).save(folder / "embed_tokens.onnx")
    merged = decoder(model.config.text_config, text, architecture.deepstack, architecture.keep_last)
    merged.save(folder / "decoder_model_merged.onnx", architecture.external)


def build(architecture: Architecture, request: Request) -> None:
    folder = FIXTURES / architecture.name
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = make_tokenizer(architecture.name)
    model = make_model(architecture, tokenizer)
    save_settings(architecture, model, tokenizer, folder)
    processor = Qwen2VLImageProcessor.from_pretrained(folder)
    oracle = make_oracle(model, tokenizer, processor, request.frames)
    favour_words(oracle, tokenizer, request)
    save_graphs(architecture, model, folder / "onnx")
    require_same_features(model, folder / "onnx" / "vision_encoder.onnx")
    reference = make_reference(architecture.name, oracle, tokenizer, request)
    write_json(folder / "reference.json", reference)
    for question in reference["questions"]:  # type: ignore[attr-defined]
        print(architecture.name, question["id"], question["probabilities"], "outside:", question["unplaced"])
    require_effects(architecture, oracle, tokenizer, request)


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name in sys.argv[1:] or ARCHITECTURES:
        build(ARCHITECTURES[name], read_request())
    size = sum(path.stat().st_size for path in FIXTURES.rglob("*") if path.is_file())
    print(json.dumps({"bytes": size}))
